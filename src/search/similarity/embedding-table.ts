import { openKernel } from './kernel.ts';

const PAGE = 65_536;
/** 4 GiB: 16.5 million rows of 256 numbers. */
const MOST_PAGES = 65_536;
const GROWTH = 0.12;
const INT16_MOST = 32_767;
/** Numbers that the kernel processes at a time. */
const STEP = 16;
const LARGEST_SIZE = 4096;
/** Up to this size no direction can overflow a dot product: 496 · 128 · 32768 is below 2^31. */
const SAFE_SIZE = 496;
/** An embedding has bytes: the largest number of a direction whose dot product with any embedding is below 2^31. */
const largestIn = (size: number): number => Math.min(INT16_MOST, Math.floor((2 ** 31 - 1) / (size * 128)));

/** Format of the embeddings of a table. */
export interface EmbeddingForm {
  /** Numbers per embedding, a multiple of 16 up to 4096. */
  readonly size: number;
  /** A stored number is the number of the embedding times this factor. */
  readonly scale: number;
}

/**
 * All embeddings of one kind of a library in one block of memory, `size` + 4 bytes each, for comparison with one
 * direction at a time. Rows are numbered in the order of appending, and are never moved or removed.
 */
export class EmbeddingTable {
  readonly #size: number;
  readonly #scale: number;
  /** Offset of the rows: the direction is before them, the results are after the last allocated row. */
  readonly #rowsAt: number;
  readonly #kernel = openKernel();
  #count = 0;
  #capacity = 0;
  #bytes = new Int8Array();

  /**
   * @param capacity rows to reserve; see `reserve`
   * @throws RangeError for a size that the kernel does not support
   */
  constructor({ size, scale }: EmbeddingForm, capacity = 0) {
    if (!Number.isInteger(size / STEP) || size <= 0 || size > LARGEST_SIZE)
      throw new RangeError(`${size} is not a valid embedding size.`);
    this.#size = size;
    this.#scale = scale;
    this.#rowsAt = size * Int16Array.BYTES_PER_ELEMENT;
    this.#measure();
    this.reserve(capacity);
  }

  /** Number of rows. */
  get count(): number {
    return this.#count;
  }

  /**
   * Appends an embedding (`size` numbers, copied).
   * @returns its row
   * @throws RangeError for another size, or if memory is exhausted
   */
  append(embedding: Int8Array): number {
    this.#checkSize(embedding);
    if (this.#count === this.#capacity) this.#grow(this.#count + 1);
    this.#bytes.set(embedding, this.#at(this.#count));
    return this.#count++;
  }

  /**
   * Replaces the embedding of a row.
   * @throws RangeError for a missing row, or an embedding of another size
   */
  set(row: number, embedding: Int8Array): void {
    this.#checkSize(embedding);
    this.#checkRow(row);
    this.#bytes.set(embedding, this.#at(row));
  }

  /**
   * A copy of the embedding of a row.
   * @throws RangeError for a missing row
   */
  get(row: number): Int8Array {
    this.#checkRow(row);
    return this.#bytes.slice(this.#at(row), this.#at(row + 1));
  }

  /**
   * Reserves memory for `rows` rows in total, so that appending up to there allocates no more than necessary.
   * @throws RangeError if `rows` is not a whole number or exceeds the possible memory
   */
  reserve(rows: number): void {
    if (!Number.isInteger(rows) || rows < 0) throw new RangeError(`${rows} is not a valid number of rows.`);
    if (rows > this.#capacity) this.#growTo(this.#pagesFor(rows));
  }

  /**
   * Exact dot product of every row with a direction of `size` numbers: element i belongs to row i. The result is a view
   * of the memory of the table; any later call on the table may overwrite or detach it.
   * @throws RangeError for a direction of another size, or above 496 numbers one so long that a sum could overflow
   */
  dots(direction: Int16Array): Int32Array {
    this.#checkSize(direction);
    this.#checkSums(direction);
    const { memory, dots } = this.#kernel;
    const out = this.#at(this.#capacity);
    new Int16Array(memory.buffer, 0, this.#size).set(direction);
    dots(this.#rowsAt, this.#count, this.#size, 0, out);
    return new Int32Array(memory.buffer, out, this.#count);
  }

  /**
   * Dot product of every embedding (stored embedding / `scale`) with arbitrary weights: `dots[i] · scale`. The error is
   * at most half a `scale` times the sum of the absolute numbers in row i. `dots` is a view, as for `dots()`.
   * @throws RangeError for another number of weights, or weights that are not finite
   */
  dotsWith(weights: Float32Array): { readonly dots: Int32Array; readonly scale: number } {
    this.#checkSize(weights);
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    if (!Number.isFinite(largest)) throw new RangeError('A weight is not a finite number.');
    // All-zero weights cannot be scaled.
    const step = largest === 0 ? 1 : largest / largestIn(this.#size);
    const direction = Int16Array.from(weights, (weight) => Math.round(weight / step));
    return { dots: this.dots(direction), scale: step / this.#scale };
  }

  #at(row: number): number {
    return this.#rowsAt + row * this.#size;
  }

  /** 128 times the sum of the absolute numbers is the largest possible dot product. */
  #checkSums(direction: Int16Array): void {
    if (this.#size <= SAFE_SIZE) return;
    let sum = 0;
    for (let at = 0; at < direction.length; at++) sum += Math.abs(direction[at] as number);
    if (sum * 128 >= 2 ** 31) throw new RangeError('The dot product with this direction could overflow.');
  }

  #checkRow(row: number): void {
    if (!Number.isInteger(row) || row < 0 || row >= this.#count)
      throw new RangeError(`Row ${row} does not exist: the table has ${this.#count}.`);
  }

  /** Grows to the size needed for `rows` rows and by a fraction more, because many small steps would be slow. */
  #grow(rows: number): void {
    const now = this.#bytes.length / PAGE;
    this.#growTo(Math.max(this.#pagesFor(rows), Math.min(Math.ceil(now * (1 + GROWTH)), MOST_PAGES)));
  }

  #growTo(pages: number): void {
    const now = this.#bytes.length / PAGE;
    try {
      this.#kernel.memory.grow(pages - now);
    } catch (cause) {
      throw new RangeError(`No memory for embeddings beyond ${this.#capacity}.`, { cause });
    }
    this.#measure();
  }

  /**
   * Refreshes the views of the memory. The results after the rows need not move, because they are recomputed each time.
   */
  #measure(): void {
    this.#bytes = new Int8Array(this.#kernel.memory.buffer);
    this.#capacity = Math.floor((this.#bytes.length - this.#rowsAt) / this.#bytesARow);
  }

  get #bytesARow(): number {
    return this.#size + Int32Array.BYTES_PER_ELEMENT;
  }

  #pagesFor(rows: number): number {
    return Math.ceil((this.#rowsAt + rows * this.#bytesARow) / PAGE);
  }

  #checkSize(numbers: Int8Array | Int16Array | Float32Array): void {
    if (numbers.length !== this.#size)
      throw new RangeError(`Expected ${this.#size} numbers, got ${numbers.length}.`);
  }
}
