/** Photos that have one label, with its score: six bytes each, in pieces, so that growing copies nothing. */
export class Postings {
  readonly #ordinals: Uint32Array[] = [];
  readonly #codes: Uint16Array[] = [];
  #length = 0;

  /** @param score 0 to 1, kept in steps of 1/32767 */
  add(ordinal: number, score: number): void {
    const at = this.#length % PIECE;
    if (at === 0) {
      this.#ordinals.push(new Uint32Array(PIECE));
      this.#codes.push(new Uint16Array(PIECE));
    }
    const piece = this.#ordinals.length - 1;
    (this.#ordinals[piece] as Uint32Array)[at] = ordinal;
    (this.#codes[piece] as Uint16Array)[at] = Math.round(score * SCALE);
    this.#length += 1;
  }

  get length(): number {
    return this.#length;
  }

  /** Calls `each` for every photo, in the order in which they were added. */
  forEach(each: (ordinal: number, score: number) => void): void {
    let left = this.#length;
    this.#ordinals.forEach((ordinals, piece) => {
      const codes = this.#codes[piece] as Uint16Array;
      const end = Math.min(PIECE, left);
      for (let at = 0; at < end; at++) each(ordinals[at] as number, (codes[at] as number) / SCALE);
      left -= end;
    });
  }
}

const PIECE = 1024;
const SCALE = 32767;
