import { type EmbeddingForm, EmbeddingTable } from '../similarity/embedding-table.ts';

/** Number of embeddings to read before yielding to the event loop. */
const AT_ONCE = 1000;

/** The photos of an index that have an ordinal, with their ids. */
interface Photos {
  readonly count: number;
  readonly columns: { readonly id: Int32Array };
}

/** Reads the embeddings of photos by id, in any order; none for a photo without one. */
type ReadEmbeddings = (
  photos: readonly number[],
) => Iterable<{ readonly photo: number; readonly embedding: Int8Array }>;

/** One embedding per photo, by ordinal, read from the library at the first use. */
export class LazyEmbeddings {
  readonly #form: EmbeddingForm;
  readonly #read: ReadEmbeddings;
  readonly #none: Int8Array;
  /** All zeros for a photo without an embedding. */
  table: EmbeddingTable;
  /** By ordinal: inverse of the norm of the photo's embedding; 0 for a photo without one. */
  inverseLength = new Float32Array(0);
  #reading: Promise<void> | null = null;

  constructor(form: EmbeddingForm, read: ReadEmbeddings) {
    this.#form = form;
    this.#read = read;
    this.#none = new Int8Array(form.size);
    this.table = new EmbeddingTable(form);
  }

  /** Discards everything, because the ordinals now belong to other photos. */
  clear(): void {
    this.table = new EmbeddingTable(this.#form);
    this.inverseLength = new Float32Array(0);
  }

  /** Reads the missing embeddings and yields to the event loop in between. */
  read(photos: Photos): Promise<void> {
    if (this.table.count >= photos.count) return Promise.resolve();
    this.#reading ??= this.#readAll(photos).finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #readAll(photos: Photos): Promise<void> {
    const { table } = this;
    table.reserve(photos.count);
    while (table === this.table && table.count < photos.count) {
      this.#readSome(table, photos);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // `clear` was called in the meantime.
    if (table !== this.table) await this.#readAll(photos);
  }

  #readSome(table: EmbeddingTable, photos: Photos): void {
    const from = table.count;
    const to = Math.min(photos.count, from + AT_ONCE);
    if (this.inverseLength.length < photos.count) {
      const inverseLength = new Float32Array(photos.columns.id.length);
      inverseLength.set(this.inverseLength);
      this.inverseLength = inverseLength;
    }
    // By id; a photo that has changed since has two rows, of which the first is dead.
    const rows = new Map<number, number>();
    for (let row = from; row < to; row++) {
      table.append(this.#none);
      rows.set(photos.columns.id[row] as number, row);
    }
    for (const { photo, embedding } of this.#read([...rows.keys()])) {
      const row = rows.get(photo) as number;
      table.set(row, embedding);
      this.inverseLength[row] = this.#form.scale / lengthOf(embedding);
    }
  }
}

/** Norm of a stored embedding; 1 if it is all zeros. */
function lengthOf(embedding: Int8Array): number {
  let squares = 0;
  for (let at = 0; at < embedding.length; at++) {
    const value = embedding[at] as number;
    squares += value * value;
  }
  return Math.sqrt(Math.max(1, squares));
}
