import { type ProblemDetail, storedDetail } from './problem-detail.ts';

/**
 * Problem kinds of one file. A bad photo is a value that is stored with the file; a bug is an exception. Kinds are
 * stored in the library: never rename one, only add.
 */
export const PROBLEM_KINDS = [
  'empty', // zero bytes
  'not-an-image', // the bytes are not of a known picture format
  'unsupported', // a picture format or variant that cannot be decoded
  'video', // a film under the name of a picture
  'no-preview', // a camera's raw file without a picture that can be shown
  'film-cut-short', // a film without its index: nothing can play it
  'damaged', // the pixels could not be read
  'too-large', // above the pixel or byte limit
  'too-slow', // decoding exceeded the time limit
  'no-permission', // the system denies access to the file
  'link-outside', // a link to somewhere outside the chosen folders
  'link-broken', // a link to something that is not there
  'vanished', // found by the scan, missing when opened
  'read-error', // the disk or network failed while reading
  'no-memory', // the computer had too little memory for it at the time
  'not-responding', // its disk or network drive did not answer within the limit
  'crashed', // the indexer crashed on this file twice
] as const;

export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** When a file with a problem is tried again by itself; by hand, all are. */
type Retry =
  | 'each-scan' // the cause may have passed
  | 'healthy-scan' // that too, but not after a process that ended of it
  | 'never';

const RETRIES = {
  empty: 'never',
  'not-an-image': 'never',
  unsupported: 'never',
  video: 'never',
  'no-preview': 'never',
  'film-cut-short': 'never',
  damaged: 'never',
  'too-large': 'never',
  'too-slow': 'never',
  'no-permission': 'each-scan',
  'link-outside': 'never',
  'link-broken': 'never',
  vanished: 'each-scan',
  'read-error': 'each-scan',
  'no-memory': 'healthy-scan',
  'not-responding': 'healthy-scan',
  crashed: 'never',
} as const satisfies Record<ProblemKind, Retry>;

/**
 * Problems that are tried again with a scan of all folders.
 * @param healthy the process before this one did not end unexpectedly
 */
export const retriedProblems = (healthy: boolean): readonly ProblemKind[] =>
  PROBLEM_KINDS.filter(
    (kind) => RETRIES[kind] === 'each-scan' || (healthy && RETRIES[kind] === 'healthy-scan'),
  );

/** Why a file could not be indexed. `detail` is as `storedDetail` gives it. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly detail: string;
}

/** Thrown by code that reads or decodes a file; the stage turns it into a `Problem`. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** @param given what exactly is wrong, or the message of the decoder or the system */
  constructor(kind: ProblemKind, given: ProblemDetail | string) {
    const detail = typeof given === 'string' ? given : storedDetail(given);
    super(`${kind}: ${detail}`);
    this.name = 'ProblemError';
    this.problem = { kind, detail };
  }
}
