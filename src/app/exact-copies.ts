import type { Searcher } from '../search/searcher.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { ScannedFileRow } from '../store/library-rows.ts';

/** Whether the file of a row is there. */
export const isThere = ({ missing, waits }: ScannedFileRow): boolean => missing === 0 && waits === 0;

/** Files that are the same byte for byte: those of photos of which more than one file is there. */
export class ExactCopies {
  readonly #searcher: Searcher;
  readonly #reader: LibraryReader;
  #known: { readonly revision: number; readonly files: ReadonlyMap<number, ScannedFileRow[]> } | null = null;

  constructor(searcher: Searcher, reader: LibraryReader) {
    this.#searcher = searcher;
    this.#reader = reader;
  }

  /** The files by the id of their photo, of photos that are shown and not hidden. */
  byPhoto(): ReadonlyMap<number, readonly ScannedFileRow[]> {
    const revision = this.#searcher.revision();
    if (this.#known?.revision === revision) return this.#known.files;
    const { index } = this.#searcher;
    const shown = this.#reader.files.photosInSeveralFiles().filter((photo) => {
      const ordinal = index.shownOrdinalOf(photo);
      return ordinal !== null && !index.isHidden(ordinal);
    });
    const files = Map.groupBy(this.#reader.files.filesOf(shown).filter(isThere), ({ photo }) => photo);
    for (const [photo, { length }] of files) if (length < 2) files.delete(photo);
    this.#known = { revision, files };
    return files;
  }
}
