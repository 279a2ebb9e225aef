/** A problem that the user ignores, by the file as it was then. */
export interface IgnoredProblem {
  /** Relative to the folder, as bytes. */
  readonly path: Uint8Array;
  /** Bytes. */
  readonly size: number;
  /** Microseconds since 1970. */
  readonly mtime: number;
}

/** What the user answered about files that were gone at once. */
export interface MissingAnswer {
  /** When a scan found them gone, ms since 1970. */
  readonly since: number;
  /** Whether they are deleted; otherwise they will come back. */
  readonly forget: boolean;
}

/** A chosen folder, as it is exported. */
export interface FolderRecord {
  /** Absolute, as bytes. */
  readonly path: Uint8Array;
  /** When it was added, ms since 1970. */
  readonly at: number;
  /** Excluded subfolders, relative to it. */
  readonly excluded: readonly Uint8Array[];
  readonly ignored: readonly IgnoredProblem[];
  readonly missing: readonly MissingAnswer[];
}

/** Settings that are exported. */
export const EXPORTED_SETTINGS = ['window', 'indexing', 'engine', 'memories', 'steadyLabels'] as const;
type ExportedSetting = (typeof EXPORTED_SETTINGS)[number];

/** What a user chose besides statements about photos, as it is exported and imported. */
export interface LibraryRecord {
  readonly folders: readonly FolderRecord[];
  readonly settings: Readonly<Partial<Record<ExportedSetting, unknown>>>;
}
