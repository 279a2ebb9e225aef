import { displayPath } from '../domain/path-bytes.ts';
import { fold } from './fold.ts';

const SEPARATOR = 0x0a;
/** A UTF-16 unit is three bytes of UTF-8 at most. */
const BYTES_A_UNIT = 3;

/**
 * The file names of a library, folded, one after the other in one buffer: a search for a piece of a name is one
 * pass over it, and a million names are a million names, not a million objects.
 */
export class FoldedNames {
  #bytes = Buffer.alloc(1024);
  #length = 0;
  /** Where each name begins. */
  #starts = new Uint32Array(64);
  #count = 0;

  /** @returns the number of the name */
  add(name: Uint8Array): number {
    const folded = `${fold(displayPath(name)).replaceAll('\n', ' ')}\n`;
    const needed = this.#length + folded.length * BYTES_A_UNIT;
    if (needed > this.#bytes.length) {
      const more = Buffer.alloc(roomFor(needed));
      this.#bytes.copy(more);
      this.#bytes = more;
    }
    if (this.#count === this.#starts.length) {
      const more = new Uint32Array(roomFor(this.#count + 1));
      more.set(this.#starts);
      this.#starts = more;
    }
    this.#starts[this.#count] = this.#length;
    this.#length += this.#bytes.write(folded, this.#length);
    this.#count += 1;
    return this.#count - 1;
  }

  /** Numbers of the names that contain a folded text, rising. */
  *containing(text: string): Generator<number> {
    const wanted = Buffer.from(text);
    if (wanted.length === 0 || wanted.includes(SEPARATOR)) return;
    const bytes = this.#bytes.subarray(0, this.#length);
    let name = 0;
    for (let at = bytes.indexOf(wanted); at >= 0; ) {
      name = this.#nameAt(at, name);
      yield name;
      const next = name + 1 < this.#count ? (this.#starts[name + 1] as number) : this.#length;
      at = bytes.indexOf(wanted, next);
    }
  }

  /** The name that a byte belongs to, not before `from`. */
  #nameAt(byte: number, from: number): number {
    let low = from;
    // Near where matches are many: looked for in steps that double.
    let high = from;
    for (let step = 1; high < this.#count && (this.#starts[high] as number) <= byte; step *= 2) {
      low = high;
      high += step;
    }
    high = Math.min(high, this.#count) - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= byte) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

const roomFor = (needed: number): number => Math.ceil(needed * 1.15) + 1024;
