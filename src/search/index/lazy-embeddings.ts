import { type EmbeddingForm, EmbeddingTable } from '../similarity/embedding-table.ts';

/** How many embeddings are read at once, between two looks at what else there is to do. */
const AT_ONCE = 1000;

/** The photos of an index: those that have an ordinal, with their ids. */
interface Photos {
  readonly count: number;
  readonly columns: { readonly id: Int32Array };
}

/** Gives the embeddings of photos by their ids, in any order; null or nothing for one without. */
type ReadEmbeddings = (
  photos: readonly number[],
) => Iterable<{ readonly photo: number; readonly embedding: Int8Array | null }>;

/** One embedding of each photo, by ordinal, read from the library when it is first needed. */
export class LazyEmbeddings {
  readonly #form: EmbeddingForm;
  readonly #read: ReadEmbeddings;
  readonly #none: Int8Array;
  /** Zeros for a photo without one. */
  table: EmbeddingTable;
  /** By ordinal: one over the length of the photo's embedding; 0 for a photo without one. */
  inverseLength = new Float32Array(0);
  #reading: Promise<void> | null = null;

  constructor(form: EmbeddingForm, read: ReadEmbeddings) {
    this.#form = form;
    this.#read = read;
    this.#none = new Int8Array(form.size);
    this.table = new EmbeddingTable(form);
  }

  /** The photos are other ones from now on. */
  clear(): void {
    this.table = new EmbeddingTable(this.#form);
    this.inverseLength = new Float32Array(0);
  }

  /** Reads what is not here yet, leaving the process free in between. */
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
    // Everything was cleared meanwhile.
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
    // By id; a photo that changed on the way has two rows, of which the first is dead.
    const rows = new Map<number, number>();
    for (let row = from; row < to; row++) {
      table.append(this.#none);
      rows.set(photos.columns.id[row] as number, row);
    }
    for (const { photo, embedding } of this.#read([...rows.keys()])) {
      if (embedding === null) continue;
      const row = rows.get(photo) as number;
      table.set(row, embedding);
      this.inverseLength[row] = this.#form.scale / lengthOf(embedding);
    }
  }
}

/** The length of a stored embedding; of one that is all zeros 1. */
function lengthOf(embedding: Int8Array): number {
  let squares = 0;
  for (let at = 0; at < embedding.length; at++) {
    const value = embedding[at] as number;
    squares += value * value;
  }
  return Math.sqrt(Math.max(1, squares));
}
