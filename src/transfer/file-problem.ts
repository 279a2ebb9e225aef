import { BeachcombError } from '../domain/error.ts';
import { type ErrorReason, reasonOfSystemCode } from '../domain/error-reason.ts';
import { isDiskFull } from '../platform/files/is-disk-full.ts';

/**
 * Why an error concerns one file; null if the error has another cause.
 * @throws {BeachcombError} `disk-full`, because every other file would fail too
 */
export function fileProblem(error: unknown): ErrorReason | null {
  if (error instanceof BeachcombError) return error.kind === 'bad-request' ? error.reason : null;
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  // After the comma, the message of the system contains the whole path.
  const userData = error.message.split(',', 1)[0] ?? '';
  if (isDiskFull(error)) throw new BeachcombError('disk-full', userData, { cause: error });
  return reasonOfSystemCode(String(error.code));
}
