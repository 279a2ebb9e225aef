import { BeachcombError } from '../domain/error.ts';
import { isDiskFull } from '../platform/files/is-disk-full.ts';

/** Maps a file system error code, met with a file of the library, to a BeachcombError. */
export function fileError(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  return isDiskFull(error)
    ? new BeachcombError('disk-full', 'The disk is full.', { cause: error, reason: { code: 'disk-full' } })
    : new BeachcombError(
        'library-unwritable',
        `The library cannot be written (${error.message}). Nothing was changed.`,
        { cause: error, reason: { code: 'library-unwritable', detail: error.message } },
      );
}
