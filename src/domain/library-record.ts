/** A problem that the user ignores, by the file as it was then. */
export interface IgnoredProblem {
  /** Relative to the folder, as bytes. */
  readonly path: Uint8Array;
  /** Bytes. */
  readonly size: number;
  /** Microseconds since 1970. */
  readonly mtime: number;
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
}

/** Settings that are exported. */
export const EXPORTED_SETTINGS = ['window', 'indexing', 'engine'] as const;
type ExportedSetting = (typeof EXPORTED_SETTINGS)[number];

/** What a user chose besides statements about photos, as it is exported and imported. */
export interface LibraryRecord {
  readonly folders: readonly FolderRecord[];
  readonly settings: Readonly<Partial<Record<ExportedSetting, unknown>>>;
}
