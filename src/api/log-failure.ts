import { BeachcombError, type ErrorKind } from '../domain/error.ts';
import { log } from '../platform/log/log.ts';

/**
 * How a failed call is logged: an internal error is a bug; what is wrong with this computer or the library is a
 * warning; what a caller or a user did is expected.
 */
const LEVELS = {
  internal: 'error',
  'library-damaged': 'warn',
  'library-unwritable': 'warn',
  'disk-full': 'warn',
  'library-newer': 'debug',
  'library-busy': 'debug',
  unavailable: 'debug',
  'bad-request': 'debug',
  'not-allowed': 'debug',
  'not-found': 'debug',
  'folder-missing': 'debug',
  'folder-overlaps': 'debug',
} as const satisfies Record<ErrorKind, 'error' | 'warn' | 'debug'>;

/**
 * Logs an error that is about to become a value, with its stack.
 * @param call name of the call, or of what else was asked for: "photo original"
 */
export function logFailure(call: string, error: unknown): void {
  const kind = error instanceof BeachcombError ? error.kind : 'internal';
  log[LEVELS[kind]]('a call failed', { call, error });
}
