/** So large that every allocator makes it memory of its own, of which only what is used is taken. */
const SLAB = 2 ** 25;

/**
 * Cuts small arrays that stay out of large ones. Thousands of arrays of their own, made among much else that
 * comes and goes, leave holes that a process cannot give back: 50 MB for a million photos.
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
