/** So large that it is memory of its own to every allocator, of which only what is used is taken. */
const SLAB = 2 ** 25;

/**
 * Cuts small arrays out of large ones. Thousands of small arrays of their own, made among other things that come
 * and go, would leave the process with holes that it cannot give back.
 */
export class Slabs {
  #slab = new Uint8Array(0);
  #used = 0;

  /** @param size bytes, SLAB at most */
  take(size: number): Uint8Array {
    if (this.#used + size > this.#slab.length) {
      this.#slab = new Uint8Array(SLAB);
      this.#used = 0;
    }
    this.#used += size;
    return this.#slab.subarray(this.#used - size, this.#used);
  }
}
