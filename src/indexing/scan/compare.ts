import type { FoundFile, KnownFile } from '../../domain/file.ts';
import { parentKey, pathKey } from './path-key.ts';

/** What is known of a folder, to be asked for directory by directory. */
export interface KnownFolder {
  /** Paths of the directories that files are known in, relative to the folder. */
  directories(): readonly Uint8Array[];
  /** The known files that lie directly in a directory. */
  files(directory: Uint8Array): readonly KnownFile[];
}

/** One file, as the library has it and as the scan found it. */
export interface KnownAndFound {
  readonly known: KnownFile;
  readonly found: FoundFile;
}

/** What one batch of found files means against what was known. */
export interface Difference {
  readonly new: FoundFile[];
  readonly changed: KnownAndFound[];
  /** Only the ctime differs: the metadata may have been written with size and mtime kept, or the mode changed. */
  readonly touched: KnownAndFound[];
  /** As they were, in a library that did not keep the ctime yet. */
  readonly untimed: KnownAndFound[];
  /** How many are as they were. */
  readonly unchanged: number;
}

/** How far a scan came, each directory by its `pathKey`. */
export interface Seen {
  /** Directories that were listed. */
  readonly listed: ReadonlySet<string>;
  /** Directories that were not, or not wholly, so that nothing can be said of what is in them. */
  readonly closed: ReadonlySet<string>;
}

const differs = (known: KnownFile, found: FoundFile): boolean =>
  known.size !== found.size ||
  known.mtime !== found.mtime ||
  known.kind !== found.kind ||
  known.cloudOnly !== found.cloudOnly;

/**
 * Holds what is found in a folder, batch after batch, against what is known of it. Paths compare as bytes.
 * The files of a directory come one after the other, as the scan finds them: only one directory's known files
 * are in memory at a time, and of those behind it what was not found.
 */
export class Comparison {
  readonly #folder: KnownFolder;
  /** The known files of the directories that were come upon, less those found. */
  readonly #left = new Map<string, Map<string, KnownFile>>();
  #directory: string | null = null;
  #found = new Set<string>();

  constructor(known: KnownFolder) {
    this.#folder = known;
  }

  /** A system may list a file twice while its directory changes: the second time does not count. */
  add(batch: readonly FoundFile[]): Difference {
    const fresh: FoundFile[] = [];
    const changed: KnownAndFound[] = [];
    const touched: KnownAndFound[] = [];
    const untimed: KnownAndFound[] = [];
    let unchanged = 0;
    for (const found of batch) {
      const key = pathKey(found.path);
      const left = this.#enter(parentKey(key));
      if (this.#found.has(key)) continue;
      this.#found.add(key);
      const known = left.get(key);
      left.delete(key);
      if (known === undefined) fresh.push(found);
      else if (differs(known, found)) changed.push({ known, found });
      else if (known.ctime === null) untimed.push({ known, found });
      else if (known.ctime !== found.ctime) touched.push({ known, found });
      else unchanged++;
    }
    return { new: fresh, changed, touched, untimed, unchanged };
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
   * The known files that no batch had, once all were added. The nearest directory above a file of which
   * something is known decides: one that was listed says that the file is gone.
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

function isKnownGone(directory: string, { listed, closed }: Seen): boolean {
  for (let key = directory; ; key = parentKey(key)) {
    if (closed.has(key)) return false;
    if (listed.has(key)) return true;
    if (key === '') return false;
  }
}
