import { BeachcombError } from '../domain/error.ts';

const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Sentence for an error that concerns one file; null if the error has another cause.
 * @throws {BeachcombError} `disk-full`, because every other file would fail too
 */
export function fileProblem(error: unknown): string | null {
  if (error instanceof BeachcombError) return error.kind === 'bad-request' ? error.message : null;
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  // After the comma, the message of the system contains the whole path.
  const userData = error.message.split(',', 1)[0] ?? '';
  if (FULL.has(error.code)) throw new BeachcombError('disk-full', userData, { cause: error });
  return userData;
}
