import type { Slabs } from './slabs.ts';

/** Maximum bytes per photo: score and distance, then the distance separately if it does not fit. */
const LONGEST = 2 + 5;
const FIRST_PIECE = 64;
const LARGEST_PIECE = 16_384;
/** The low bits of the first two bytes: the distance from the previous photo, or FAR. */
const DISTANCE_BITS = 4;
const FAR = 2 ** DISTANCE_BITS - 1;
/** The high bits: the score. A stored prediction is less precise, see src/store/prediction-bytes.ts. */
const SCALE = 2 ** (16 - DISTANCE_BITS) - 1;
/** Highest score as it is stored. */
export const SCORE_STEPS = SCALE;
const MORE = 0x80;

/** The photos of one label, to be kept: see `Postings`. */
export interface PostingsState {
  readonly bytes: Uint8Array;
  readonly last: number;
  readonly length: number;
}

/**
 * The photos that have one label, with its score: little more than two bytes each, because most ordinals are close
 * to the previous one. Stored in pieces, so that growing copies nothing.
 */
export class Postings {
  readonly #slabs: Slabs;
  readonly #pieces: Uint8Array[] = [];
  /** Bytes used in each piece. */
  readonly #ends: number[] = [];
  /** Offset of the next free byte in the last piece. */
  #at = 0;
  #last = -1;
  #length = 0;

  /** @param slabs allocates the memory */
  constructor(slabs: Slabs) {
    this.#slabs = slabs;
  }

  /** Those of a state, whose bytes are used as they are. */
  static from(slabs: Slabs, { bytes, last, length }: PostingsState): Postings {
    const postings = new Postings(slabs);
    postings.#pieces.push(bytes);
    postings.#ends.push(bytes.length);
    postings.#at = bytes.length;
    postings.#last = last;
    postings.#length = length;
    return postings;
  }

  get state(): PostingsState {
    const used = this.#pieces.map((piece, number) => piece.subarray(0, this.#ends[number]));
    return { bytes: Buffer.concat(used), last: this.#last, length: this.#length };
  }

  /**
   * @param ordinal greater than all previous ones
   * @param score 0 to 1, stored in steps of 1/4095
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
    const code = (Math.round(score * SCALE) << DISTANCE_BITS) | Math.min(distance, FAR);
    piece[at++] = code;
    piece[at++] = code >> 8;
    if (distance >= FAR) {
      for (; distance >= MORE; distance >>>= 7) piece[at++] = distance | MORE;
      piece[at++] = distance;
    }
    this.#at = at;
    this.#ends[this.#pieces.length - 1] = at;
    this.#last = ordinal;
    this.#length += 1;
  }

  get length(): number {
    return this.#length;
  }

  /** Calls `each` for every photo, by ascending ordinal. */
  forEach(each: (ordinal: number, score: number) => void): void {
    this.forEachStep((ordinal, step) => each(ordinal, step / SCALE));
  }

  /** The same with the score as it is stored, 0 to SCORE_STEPS. */
  forEachStep(each: (ordinal: number, step: number) => void): void {
    let ordinal = -1;
    for (let number = 0; number < this.#pieces.length; number++) {
      const piece = this.#pieces[number] as Uint8Array;
      const end = this.#ends[number] as number;
      for (let at = 0; at < end; ) {
        const code = (piece[at] as number) | ((piece[at + 1] as number) << 8);
        at += 2;
        let distance = code & FAR;
        if (distance === FAR) {
          distance = 0;
          let byte = MORE;
          for (let shift = 0; byte >= MORE; shift += 7) {
            byte = piece[at++] as number;
            distance |= (byte & (MORE - 1)) << shift;
          }
        }
        ordinal += distance;
        each(ordinal, code >> DISTANCE_BITS);
      }
    }
  }
}
