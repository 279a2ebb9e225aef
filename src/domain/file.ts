import type { ErrorReason } from './error-reason.ts';

/**
 * A file is a place; a photo is content. Paths are kept as the bytes that the system gave, relative to
 * their folder, with `/` between the parts on every system: two names that print alike stay two names.
 */

/** Kinds that are recognised and counted but not searched yet. */
export const OTHER_KINDS = ['video', 'raw', 'other-image'] as const;
export type OtherKind = (typeof OTHER_KINDS)[number];

/** What a file is taken for by its name (`photo`), or `unknown` where only its bytes decide. */
export type FileKind = 'photo' | OtherKind;

/** One file as the scan saw it. */
export interface FoundFile {
  /** Bytes of the path relative to the folder. */
  readonly path: Uint8Array;
  /** Bytes. */
  readonly size: number;
  /** Time of the last change, whole microseconds since 1970. */
  readonly mtime: number;
  /** Time of the last change of its data, name, mode or owner (ctime), whole microseconds since 1970. */
  readonly ctime: number;
  readonly kind: FileKind;
  /** Only a placeholder lies on this disk; opening it would download it. Such a file is never opened. */
  readonly cloudOnly: boolean;
}

/** The part of a known file by which it has changed or not. */
export interface KnownFile {
  readonly id: number;
  readonly path: Uint8Array;
  readonly size: number;
  readonly mtime: number;
  /** Null in a library of an older Beachcomb. */
  readonly ctime: number | null;
  readonly kind: FileKind;
  readonly cloudOnly: boolean;
  /** An earlier scan did not find it. */
  readonly missing: boolean;
}

/** Many files of a folder that a scan found gone at once. */
export interface MissingEvent {
  readonly folder: number;
  /** Time of the scan, ms since 1970. */
  readonly since: number;
}

/** A folder (or a file's directory) that could not be listed. */
export interface UnreadableDirectory {
  readonly path: Uint8Array;
  readonly reason: ErrorReason;
}
