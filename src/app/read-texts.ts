import { isDense } from '../indexing/analysis/is-dense.ts';
import type { PhotosToCompare } from '../search/duplicates/near-pair.ts';
import type { TextOfPhoto } from '../search/duplicates/text-comparison.ts';
import type { LibraryReader } from '../store/library-reader.ts';

/** The text in photos that look alike, as far as it was looked up. */
export class ReadTexts {
  readonly #reader: LibraryReader;
  readonly #texts = new Map<number, TextOfPhoto>();
  readonly #waiting = new Set<number>();
  readonly #lookedUp = new Set<number>();

  constructor(reader: LibraryReader) {
    this.#reader = reader;
  }

  /** Ids of photos that are full of text, by their labels or names, and whose text was not read: nobody can compare them. */
  get waiting(): ReadonlySet<number> {
    return this.#waiting;
  }

  isLookedUp(photo: number): boolean {
    return this.#lookedUp.has(photo);
  }

  /**
   * Looks up the text of photos that were not looked up before.
   * @param photos ids
   * @returns whether any of them has text, or waits for it
   */
  lookUp(photos: readonly number[]): boolean {
    const fresh = photos.filter((photo) => !this.#lookedUp.has(photo));
    const before = this.#texts.size + this.#waiting.size;
    for (const unread of this.#reader.unreadPhotos(fresh))
      if (isDense(unread)) this.#waiting.add(unread.photo);
    for (const photo of fresh) {
      this.#lookedUp.add(photo);
      const lines = this.#reader.textLines(photo);
      const row = lines.length === 0 ? null : this.#reader.photo(photo);
      if (row !== null) this.#texts.set(photo, { width: row.width, height: row.height, lines });
    }
    return this.#texts.size + this.#waiting.size > before;
  }

  /** The same by the rows of photos. @param ids of the photos, by row */
  byRow(ids: readonly number[]): Required<Pick<PhotosToCompare, 'texts' | 'waiting'>> {
    const texts = new Map<number, TextOfPhoto>();
    const waiting = new Set<number>();
    for (const [row, id] of ids.entries()) {
      const text = this.#texts.get(id);
      if (text !== undefined) texts.set(row, text);
      if (this.#waiting.has(id)) waiting.add(row);
    }
    return { texts, waiting };
  }
}
