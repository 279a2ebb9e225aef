import { BeachcombError } from '../domain/error.ts';

const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/**
 * What an error says of one file, in words; null where it says that something else is wrong.
 * @throws {BeachcombError} `disk-full`, which no other file will do better with
 */
export function fileProblem(error: unknown): string | null {
  if (error instanceof BeachcombError) return error.kind === 'bad-request' ? error.message : null;
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  // Behind the comma the system's words name the whole path.
  const userData = error.message.split(',', 1)[0] ?? '';
  if (FULL.has(error.code)) throw new BeachcombError('disk-full', userData, { cause: error });
  return userData;
}
