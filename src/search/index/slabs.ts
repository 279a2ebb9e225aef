/** Slab size in bytes: large enough that every allocator maps it separately and commits only the used pages. */
const SLAB = 2 ** 25;

/**
 * Allocates small, long-lived arrays from large slabs. Thousands of separate arrays, allocated among short-lived ones,
 * fragment the heap: 50 MB for a million photos.
 */
export class Slabs {
  #slab = new Uint8Array(0);
  #used = 0;

  /** @param size in bytes, at most SLAB */
  take(size: number): Uint8Array {
    if (this.#used + size > this.#slab.length) {
      this.#slab = new Uint8Array(SLAB);
      this.#used = 0;
    }
    this.#used += size;
    return this.#slab.subarray(this.#used - size, this.#used);
  }
}
