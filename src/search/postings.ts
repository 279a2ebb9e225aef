import type { Slabs } from './slabs.ts';

/** A photo takes at most so many bytes: its distance from the one before as a varint, then its score. */
const LONGEST = 5 + 2;
const FIRST_PIECE = 64;
const LARGEST_PIECE = 16_384;
const MORE = 0x80;
const SCALE = 32767;

/**
 * Photos that have one label, with its score: about three bytes each, since most ordinals lie close to the one
 * before; in pieces, so that growing copies nothing.
 */
export class Postings {
  readonly #slabs: Slabs;
  readonly #pieces: Uint8Array[] = [];
  /** How much of each piece is used. */
  readonly #ends: number[] = [];
  /** The next free byte in the last piece. */
  #at = 0;
  #last = 0;
  #length = 0;

  /** @param slabs where the memory comes from */
  constructor(slabs: Slabs) {
    this.#slabs = slabs;
  }

  /**
   * @param ordinal higher than all before
   * @param score 0 to 1, kept in steps of 1/32767
   */
  add(ordinal: number, score: number): void {
    let piece = this.#pieces.at(-1);
    if (piece === undefined || this.#at + LONGEST > piece.length) {
      piece = this.#slabs.take(Math.min(LARGEST_PIECE, (piece?.length ?? FIRST_PIECE / 2) * 2));
      this.#pieces.push(piece);
      this.#at = 0;
    }
    let at = this.#at;
    let distance = ordinal - this.#last;
    for (; distance >= MORE; distance >>>= 7) piece[at++] = distance | MORE;
    piece[at++] = distance;
    const code = Math.round(score * SCALE);
    piece[at++] = code;
    piece[at++] = code >> 8;
    this.#at = at;
    this.#ends[this.#pieces.length - 1] = at;
    this.#last = ordinal;
    this.#length += 1;
  }

  get length(): number {
    return this.#length;
  }

  /** Calls `each` for every photo, by rising ordinal. */
  forEach(each: (ordinal: number, score: number) => void): void {
    let ordinal = 0;
    for (let number = 0; number < this.#pieces.length; number++) {
      const piece = this.#pieces[number] as Uint8Array;
      const end = this.#ends[number] as number;
      for (let at = 0; at < end; ) {
        let byte = piece[at++] as number;
        let distance = byte & (MORE - 1);
        for (let shift = 7; byte >= MORE; shift += 7) {
          byte = piece[at++] as number;
          distance |= (byte & (MORE - 1)) << shift;
        }
        ordinal += distance;
        each(ordinal, ((piece[at] as number) | ((piece[at + 1] as number) << 8)) / SCALE);
        at += 2;
      }
    }
  }
}
