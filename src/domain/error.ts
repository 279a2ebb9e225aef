import type { ErrorReason } from './error-reason.ts';

/** Every error kind from the store to the window. The renderer turns a kind into a sentence. */
export const ERROR_KINDS = [
  'bad-request', // the call does not fit its schema
  'not-allowed', // this caller may not make this call
  'not-found', // no photo, folder or file has that id
  'search-too-long', // more words than are compared with every photo
  'folder-missing', // the folder does not exist or is not a folder
  'folder-overlaps', // the folder is inside a folder of the library, or contains one
  'library-newer', // made by a newer Beachcomb
  'library-damaged', // the file is not a usable library
  'library-busy', // another program has it locked
  'disk-full',
  'library-unwritable', // read-only, or its disk is disconnected
  'unavailable', // the other process is not running at the moment; try again
  'internal', // a bug; the detail gives the place
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

interface BeachcombErrorOptions extends ErrorOptions {
  /** What the sentence for a person is made of, where there is more to it than the kind. */
  readonly reason?: ErrorReason;
}

/** An error that may be shown to the user. `detail` is for the log and for experts, in English. */
export class BeachcombError extends Error {
  readonly kind: ErrorKind;
  readonly reason: ErrorReason | null;
  constructor(kind: ErrorKind, detail: string, options?: BeachcombErrorOptions) {
    super(detail, options);
    this.name = 'BeachcombError';
    this.kind = kind;
    this.reason = options?.reason ?? null;
  }
}

/** Converts anything thrown into a BeachcombError; unknown errors become `internal`. */
export const toBeachcombError = (error: unknown): BeachcombError =>
  error instanceof BeachcombError
    ? error
    : new BeachcombError('internal', error instanceof Error ? error.message : String(error), {
        cause: error,
      });

/** Whether a library could not be written, and is as it was: it can still be searched. */
export const isUnwritable = (error: unknown): error is BeachcombError =>
  error instanceof BeachcombError && (error.kind === 'library-unwritable' || error.kind === 'disk-full');
