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
  /** By ordinal, 1: the photo has one. */
  has = new Uint8Array(0);
  #interpretation: Promise<void> | null = null;

  constructor(form: EmbeddingForm, read: ReadEmbeddings) {
    this.#form = form;
    this.#read = read;
    this.#none = new Int8Array(form.size);
    this.table = new EmbeddingTable(form);
  }

  /** The photos are other ones from now on. */
  clear(): void {
    this.table = new EmbeddingTable(this.#form);
    this.has = new Uint8Array(0);
  }

  /** Reads what is not here yet, leaving the process free in between. */
  read(photos: Photos): Promise<void> {
    if (this.table.count >= photos.count) return Promise.resolve();
    this.#interpretation ??= this.#readAll(photos).finally(() => {
      this.#interpretation = null;
    });
    return this.#interpretation;
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
    if (this.has.length < photos.count) {
      const has = new Uint8Array(photos.columns.id.length);
      has.set(this.has);
      this.has = has;
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
      this.has[row] = 1;
    }
  }
}
