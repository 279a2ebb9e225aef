import { SIGNATURE_SCALE, SIGNATURE_SIZE } from '../domain/answer.ts';
import { openKernel } from './kernel.ts';

const PAGE = 65_536;
/** 4 GiB: 16.5 million signatures. */
const MOST_PAGES = 65_536;
const GROWTH = 0.12;
const INT16_MOST = 32_767;

/** Where the rows begin: the direction lies before them, and the results behind the last row that has room. */
const ROWS_AT = SIGNATURE_SIZE * Int16Array.BYTES_PER_ELEMENT;
const BYTES_A_ROW = SIGNATURE_SIZE + Int32Array.BYTES_PER_ELEMENT;

/**
 * All signatures of a library in one block of memory, 260 bytes each, to be compared with one direction at a
 * time. A signature's row is the number of those appended before it; rows are never moved or taken out.
 */
export class SignatureTable {
  readonly #kernel = openKernel();
  #count = 0;
  #capacity = 0;
  #bytes = new Int8Array();

  /** @param capacity rows to make room for; see `reserve` */
  constructor(capacity = 0) {
    this.#measure();
    this.reserve(capacity);
  }

  /** How many rows there are. */
  get count(): number {
    return this.#count;
  }

  /**
   * Adds a signature (SIGNATURE_SIZE numbers, copied).
   * @returns its row
   * @throws RangeError for another size, or where there is no memory left
   */
  append(signature: Int8Array): number {
    checkSize(signature);
    if (this.#count === this.#capacity) this.#grow(this.#count + 1);
    this.#bytes.set(signature, this.#at(this.#count));
    return this.#count++;
  }

  /**
   * Replaces the signature of a row.
   * @throws RangeError for a row that is not there, or a signature of another size
   */
  set(row: number, signature: Int8Array): void {
    checkSize(signature);
    this.#checkRow(row);
    this.#bytes.set(signature, this.#at(row));
  }

  /**
   * A copy of the signature of a row.
   * @throws RangeError for a row that is not there
   */
  get(row: number): Int8Array {
    this.#checkRow(row);
    return this.#bytes.slice(this.#at(row), this.#at(row + 1));
  }

  /**
   * Makes room for `rows` rows in all, so that appending up to there takes no memory beyond what they need.
   * @throws RangeError for no whole number, or more than there can be memory for
   */
  reserve(rows: number): void {
    if (!Number.isInteger(rows) || rows < 0) throw new RangeError(`${rows} is no number of rows.`);
    if (rows > this.#capacity) this.#growTo(pagesFor(rows));
  }

  /**
   * The dot product of every row with a direction of SIGNATURE_SIZE numbers, exact: element i belongs to row i.
   * The result is a view into the table's own memory: any later call on the table may overwrite or empty it.
   * @throws RangeError for a direction of another size
   */
  dots(direction: Int16Array): Int32Array {
    checkSize(direction);
    const { memory, dots } = this.#kernel;
    const out = this.#at(this.#capacity);
    new Int16Array(memory.buffer, 0, SIGNATURE_SIZE).set(direction);
    dots(ROWS_AT, this.#count, 0, out);
    return new Int32Array(memory.buffer, out, this.#count);
  }

  /**
   * The dot product of every unit-length signature (the stored one / 300) with weights of any size:
   * `dots[i] · scale`, wrong by at most half a `scale` times the sum of the absolute numbers in row i.
   * `dots` is a view, as of `dots()`.
   * @throws RangeError for weights of another number, or that are not finite
   */
  dotsWith(weights: Float32Array): { readonly dots: Int32Array; readonly scale: number } {
    checkSize(weights);
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    if (!Number.isFinite(largest)) throw new RangeError('A weight is not a finite number.');
    // Of weights that are all 0 nothing is left to scale.
    const step = largest === 0 ? 1 : largest / INT16_MOST;
    const direction = Int16Array.from(weights, (weight) => Math.round(weight / step));
    return { dots: this.dots(direction), scale: step / SIGNATURE_SCALE };
  }

  #at(row: number): number {
    return ROWS_AT + row * SIGNATURE_SIZE;
  }

  #checkRow(row: number): void {
    if (!Number.isInteger(row) || row < 0 || row >= this.#count)
      throw new RangeError(`There is no row ${row} among ${this.#count}.`);
  }

  /** Grows to what `rows` rows need, and by a good part, since many small steps would cost time. */
  #grow(rows: number): void {
    const now = this.#bytes.length / PAGE;
    this.#growTo(Math.max(pagesFor(rows), Math.min(Math.ceil(now * (1 + GROWTH)), MOST_PAGES)));
  }

  #growTo(pages: number): void {
    const now = this.#bytes.length / PAGE;
    try {
      this.#kernel.memory.grow(pages - now);
    } catch (cause) {
      throw new RangeError(`No memory for signatures beyond ${this.#capacity}.`, { cause });
    }
    this.#measure();
  }

  /** Takes in the memory as it is now. The results are behind the rows and made anew each time: they need not move. */
  #measure(): void {
    this.#bytes = new Int8Array(this.#kernel.memory.buffer);
    this.#capacity = Math.floor((this.#bytes.length - ROWS_AT) / BYTES_A_ROW);
  }
}

const pagesFor = (rows: number): number => Math.ceil((ROWS_AT + rows * BYTES_A_ROW) / PAGE);

function checkSize(numbers: Int8Array | Int16Array | Float32Array): void {
  if (numbers.length !== SIGNATURE_SIZE)
    throw new RangeError(`${numbers.length} numbers instead of ${SIGNATURE_SIZE}.`);
}
