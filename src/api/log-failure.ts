import { BeachcombError, type ErrorKind } from '../domain/error.ts';
import { log } from '../platform/log/log.ts';

/**
 * Log level of a failed call. Internal errors are bugs; problems of this computer or the library are warnings; errors
 * caused by a caller or the user are expected.
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
  'search-too-long': 'debug',
  'folder-missing': 'debug',
  'folder-overlaps': 'debug',
} as const satisfies Record<ErrorKind, 'error' | 'warn' | 'debug'>;

/**
 * Logs an error with its stack before it is converted to a value.
 * @param call name of the call or of another operation: "photo original"
 */
export function logFailure(call: string, error: unknown): void {
  const kind = error instanceof BeachcombError ? error.kind : 'internal';
  log[LEVELS[kind]]('a call failed', { call, error });
}
