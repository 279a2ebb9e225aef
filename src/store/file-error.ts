import { BeachcombError } from '../domain/error.ts';

const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/** Turns the codes of the file system, met with a file of the library, into the one error vocabulary. */
export function fileError(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  return FULL.has(error.code)
    ? new BeachcombError('disk-full', 'The disk is full.', { cause: error })
    : new BeachcombError(
        'library-unwritable',
        `Nothing can be written to the library (${error.message}). Nothing was changed.`,
        { cause: error },
      );
}
