/**
 * A file beside photos in which another program keeps what is known of them: an XMP sidecar, the JSON of Google
 * Takeout, the `.picasa.ini` of a folder. Only its name and its state on disk are kept; it is never written.
 */
export interface FoundCompanion {
  /** Bytes of its name, without its directory. */
  readonly name: Uint8Array;
  /** Bytes. */
  readonly size: number;
  /** Time of the last change, whole microseconds since 1970. */
  readonly mtime: number;
  /** Time of the last change of its data, name, mode or owner (ctime), whole microseconds since 1970. */
  readonly ctime: number;
}

/** Companions that lie directly in one directory. */
export interface DirectoryCompanions {
  /** Bytes of its path relative to the folder. */
  readonly directory: Uint8Array;
  readonly companions: readonly FoundCompanion[];
}
