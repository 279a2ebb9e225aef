import type { Watching } from '../../domain/indexing-phase.ts';
import type { ChosenFolder } from '../../store/scanned-files.ts';
import { type FolderWatch, watchFolder } from '../scan/watch-folder.ts';

/** The watches on the folders of a library. */
export class WatchedFolders {
  readonly #watches = new Map<number, FolderWatch>();
  readonly #onChange: () => void;

  /** @param onChange called when a folder is due for a scan */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Watches these folders, once they are scanned, and no others. */
  keep(folders: readonly ChosenFolder[]): void {
    for (const [id, watch] of this.#watches)
      if (!folders.some((folder) => folder.id === id)) {
        watch.close();
        this.#watches.delete(id);
      }
    for (const { id, path } of folders)
      if (!this.#watches.has(id)) this.#watches.set(id, watchFolder(path, { onChange: this.#onChange }));
  }

  of(folder: number): FolderWatch | null {
    return this.#watches.get(folder) ?? null;
  }

  /** How changes are detected; null if there is no folder. */
  get watching(): Watching | null {
    const all = [...this.#watches.values()];
    if (all.length === 0) return null;
    return all.every(({ watching }) => watching === 'watching') ? 'watching' : 'looking-now-and-then';
  }

  close(): void {
    this.keep([]);
  }
}
