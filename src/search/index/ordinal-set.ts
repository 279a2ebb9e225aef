/** A growing set of ordinals, one bit for each up to the largest: few bytes however many are in it. */
export class OrdinalSet {
  #bits = new Uint32Array(0);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(ordinal: number): void {
    const place = ordinal >>> 5;
    if (place >= this.#bits.length) {
      const grown = new Uint32Array(Math.max(place + 1, Math.ceil(this.#bits.length * 1.5)));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    const word = this.#bits[place] as number;
    const bit = 1 << (ordinal & 31);
    if ((word & bit) !== 0) return;
    this.#bits[place] = word | bit;
    this.#size += 1;
  }

  has(ordinal: number): boolean {
    return ((this.#bits[ordinal >>> 5] ?? 0) & (1 << (ordinal & 31))) !== 0;
  }

  /** By ascending ordinal. */
  *[Symbol.iterator](): Generator<number> {
    for (const [place, word] of this.#bits.entries())
      for (let rest = word; rest !== 0; rest &= rest - 1) yield place * 32 + 31 - Math.clz32(rest & -rest);
  }

  /** The same without a generator, which costs most where there are many. */
  forEach(each: (ordinal: number) => void): void {
    for (let place = 0; place < this.#bits.length; place++)
      for (let rest = this.#bits[place] as number; rest !== 0; rest &= rest - 1)
        each(place * 32 + 31 - Math.clz32(rest & -rest));
  }
}
