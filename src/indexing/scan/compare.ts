import type { FoundFile, KnownFile } from '../../domain/file.ts';
import { parentKey, pathKey } from '../../domain/path-key.ts';

/** Known files of a folder, by directory. */
export interface KnownFolder {
  /** Paths of the directories with known files, relative to the folder. */
  directories(): readonly Uint8Array[];
  /** Known files directly in a directory. */
  files(directory: Uint8Array): readonly KnownFile[];
}

/** One file, as stored in the library and as found by the scan. */
export interface KnownAndFound {
  readonly known: KnownFile;
  readonly found: FoundFile;
}

/** Difference between a batch of found files and the known files. */
export interface Difference {
  readonly new: FoundFile[];
  readonly changed: KnownAndFound[];
  /**
   * Only the ctime differs: metadata may have been written while size and mtime were preserved, or the mode changed.
   */
  readonly touched: KnownAndFound[];
  /** Unchanged, in a library that did not store the ctime yet. */
  readonly untimed: KnownAndFound[];
  /** Files that an earlier scan did not find; each is in one of the other lists too, or unchanged. */
  readonly back: KnownFile[];
  /** Number of unchanged files. */
  readonly unchanged: number;
}

/** Extent of a scan; directories by their `pathKey`. */
export interface Seen {
  /** Directories that were listed. */
  readonly listed: ReadonlySet<string>;
  /** Directories that were not listed, or not completely, so that nothing is known of their content. */
  readonly closed: ReadonlySet<string>;
}

const differs = (known: KnownFile, found: FoundFile): boolean =>
  known.size !== found.size ||
  known.mtime !== found.mtime ||
  known.kind !== found.kind ||
  known.cloudOnly !== found.cloudOnly;

/**
 * Compares the files found in a folder, batch by batch, with the known files. Paths compare as bytes. The scan finds
 * the files of a directory consecutively, so memory holds the known files of one directory at a time, plus the missing
 * files of earlier directories.
 */
export class ScanComparison {
  readonly #folder: KnownFolder;
  /** Known files of the directories reached so far, minus those found. */
  readonly #left = new Map<string, Map<string, KnownFile>>();
  #directory: string | null = null;
  #found = new Set<string>();

  constructor(known: KnownFolder) {
    this.#folder = known;
  }

  /** A system may list a file twice if its directory changes meanwhile: the second occurrence is ignored. */
  add(batch: readonly FoundFile[]): Difference {
    const fresh: FoundFile[] = [];
    const changed: KnownAndFound[] = [];
    const touched: KnownAndFound[] = [];
    const untimed: KnownAndFound[] = [];
    const back: KnownFile[] = [];
    let unchanged = 0;
    for (const found of batch) {
      const key = pathKey(found.path);
      const left = this.#enter(parentKey(key));
      if (this.#found.has(key)) continue;
      this.#found.add(key);
      const known = left.get(key);
      left.delete(key);
      if (known?.missing === true) back.push(known);
      if (known === undefined) fresh.push(found);
      else if (differs(known, found)) changed.push({ known, found });
      else if (known.ctime === null) untimed.push({ known, found });
      else if (known.ctime !== found.ctime) touched.push({ known, found });
      else unchanged++;
    }
    return { new: fresh, changed, touched, untimed, back, unchanged };
  }

  #enter(directory: string): Map<string, KnownFile> {
    if (directory !== this.#directory) {
      this.#directory = directory;
      this.#found = new Set();
    }
    let left = this.#left.get(directory);
    if (left === undefined) {
      const known = this.#folder.files(Buffer.from(directory, 'latin1'));
      left = new Map(known.map((file) => [pathKey(file.path), file]));
      this.#left.set(directory, left);
    }
    return left;
  }

  /**
   * Known files that were in no batch, once all are added. The nearest listed or closed directory above a file decides:
   * if it was listed, the file is missing.
   */
  missing(seen: Seen): KnownFile[] {
    const gone: KnownFile[] = [];
    for (const directory of this.#folder.directories()) {
      const key = pathKey(directory);
      if (!isKnownGone(key, seen)) continue;
      gone.push(...(this.#left.get(key)?.values() ?? this.#folder.files(directory)));
    }
    return gone;
  }
}

/** Whether a directory was listed, or would have been below a listed one if it were still there. */
export function isKnownGone(directory: string, { listed, closed }: Seen): boolean {
  for (let key = directory; ; key = parentKey(key)) {
    if (closed.has(key)) return false;
    if (listed.has(key)) return true;
    if (key === '') return false;
  }
}
