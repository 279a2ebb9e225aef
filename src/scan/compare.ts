import type { FoundFile, KnownFile } from '../domain/file.ts';
import { pathKey } from './path-key.ts';

/** What one batch of found files means against what was known. */
export interface Difference {
  readonly new: FoundFile[];
  readonly changed: { readonly known: KnownFile; readonly found: FoundFile }[];
  /** How many are as they were. */
  readonly unchanged: number;
}

const differs = (known: KnownFile, found: FoundFile): boolean =>
  known.size !== found.size ||
  known.mtime !== found.mtime ||
  known.kind !== found.kind ||
  known.cloudOnly !== found.cloudOnly;

/** Holds what is found in a folder, batch after batch, against what is known of it. Paths compare as bytes. */
export class Comparison {
  readonly #known: ReadonlyMap<string, KnownFile>;
  readonly #found = new Set<string>();

  constructor(known: Iterable<KnownFile>) {
    this.#known = new Map(Iterator.from(known).map((file) => [pathKey(file.path), file]));
  }

  /** A system may list a file twice while its directory changes: the second time does not count. */
  add(batch: readonly FoundFile[]): Difference {
    const fresh: FoundFile[] = [];
    const changed: { known: KnownFile; found: FoundFile }[] = [];
    let unchanged = 0;
    for (const found of batch) {
      const key = pathKey(found.path);
      if (this.#found.has(key)) continue;
      this.#found.add(key);
      const known = this.#known.get(key);
      if (known === undefined) fresh.push(found);
      else if (differs(known, found)) changed.push({ known, found });
      else unchanged++;
    }
    return { new: fresh, changed, unchanged };
  }

  /**
   * The known files that no batch had, once all were added.
   * @param unreadable paths of the directories that could not be listed: what is known below them is not missing
   */
  missing(unreadable: readonly Uint8Array[]): KnownFile[] {
    const closed = new Set(unreadable.map(pathKey));
    return [...this.#known]
      .filter(([key]) => !this.#found.has(key) && !isBelow(key, closed))
      .map(([, file]) => file);
  }
}

/** Whether one of these directories, the folder itself being '', is above the path. */
function isBelow(path: string, directories: ReadonlySet<string>): boolean {
  if (directories.size === 0) return false;
  if (directories.has('')) return true;
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1))
    if (directories.has(path.slice(0, end))) return true;
  return false;
}
