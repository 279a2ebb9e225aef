/** The one error vocabulary from the store to the screen. The renderer turns a kind into a sentence. */
export const ERROR_KINDS = [
  'bad-request', // the call does not fit its schema
  'not-allowed', // this caller may not make this call
  'not-found', // no photo, folder or file has that id
  'folder-missing', // the folder is not there, or is no folder
  'folder-overlaps', // the folder lies in, or around, one that is already there
  'library-newer', // made by a newer Beachcomb
  'library-damaged', // the file is no usable library
  'library-busy', // another program holds it
  'disk-full',
  'library-unwritable', // it may only be read, or its disk is away
  'unavailable', // the other process is not there just now; try again
  'internal', // a broken program: the detail says where
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** An error that a person may be shown. `detail` is for the log and for the curious. */
export class BeachcombError extends Error {
  readonly kind: ErrorKind;
  constructor(kind: ErrorKind, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'BeachcombError';
    this.kind = kind;
  }
}

/** Whatever was thrown, as an error that has a sentence. */
export const toBeachcombError = (error: unknown): BeachcombError =>
  error instanceof BeachcombError
    ? error
    : new BeachcombError('internal', error instanceof Error ? error.message : String(error), {
        cause: error,
      });
