/**
 * What can be wrong with one file. A bad photo is a value, stored with the photo; a broken program is
 * an exception. Kinds are stored in the library: never rename one, only add.
 */
export const PROBLEM_KINDS = [
  'empty', // zero bytes
  'not-an-image', // the bytes are no picture of a kind we know
  'unsupported', // a picture, but of a kind or variant that cannot be decoded here
  'damaged', // a picture whose pixels could not be read
  'too-large', // above the pixel or byte limit
  'too-slow', // decoding ran past the time limit
  'no-permission', // the system refuses to open the file
  'vanished', // found by the scan, gone when it was opened
  'read-error', // the disk or network failed while reading
  'crashed', // the indexer died on this file twice
] as const;

export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** Why a file could not be indexed. `detail` is the decoder's or the system's own words, in English. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly detail: string;
}

/** Thrown inside the stages that read or decode a file; the stage's verb turns it into a `Problem`. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(kind: ProblemKind, detail: string) {
    super(`${kind}: ${detail}`);
    this.name = 'ProblemError';
    this.problem = { kind, detail };
  }
}
