import { DESCRIPTOR_SIZE } from '../../domain/face.ts';

/** Dimensions after which a distance is compared with its limit: most pairs are far apart by then. */
const BLOCK = 16;

/** Groups of descriptors with their means, so that the distance of a group costs as much as that of one face. */
export class FaceClusters {
  #means = new Float32Array(64 * DESCRIPTOR_SIZE);
  /** Number of faces; 0: joined to another group. */
  readonly counts: number[] = [];
  /** Mean squared distance of the faces from their mean. */
  readonly #spreads: number[] = [];

  get length(): number {
    return this.counts.length;
  }

  /** Begins a group with one face. @returns its number */
  found(descriptor: Float32Array): number {
    const cluster = this.counts.length;
    if ((cluster + 1) * DESCRIPTOR_SIZE > this.#means.length) {
      const larger = new Float32Array(this.#means.length * 2);
      larger.set(this.#means);
      this.#means = larger;
    }
    this.#means.set(descriptor, cluster * DESCRIPTOR_SIZE);
    this.counts.push(1);
    this.#spreads.push(0);
    return cluster;
  }

  add(cluster: number, descriptor: Float32Array): void {
    this.#join(cluster, 1, 0, descriptor, 0);
  }

  /** Moves the faces of one group into another. */
  merge(from: number, into: number): void {
    const [count = 0, spread = 0] = [this.counts[from], this.#spreads[from]];
    this.#join(into, count, spread, this.#means, from * DESCRIPTOR_SIZE);
    this.counts[from] = 0;
  }

  #join(into: number, count: number, spread: number, means: Float32Array, start: number): void {
    const before = this.counts[into] ?? 0;
    const all = before + count;
    const own = into * DESCRIPTOR_SIZE;
    let apart = 0;
    for (let i = 0; i < DESCRIPTOR_SIZE; i++) {
      const difference = (means[start + i] as number) - (this.#means[own + i] as number);
      apart += difference * difference;
      this.#means[own + i] = (this.#means[own + i] as number) + (difference * count) / all;
    }
    const spreads = before * (this.#spreads[into] ?? 0) + count * spread;
    this.#spreads[into] = spreads / all + (before * count * apart) / (all * all);
    this.counts[into] = all;
  }

  /**
   * Squared root mean square of the distances between a face and the faces of a group: average link.
   * @returns Infinity where it is above the limit
   */
  toFace(cluster: number, descriptor: Float32Array, limit: number): number {
    return this.#apart(cluster, descriptor, 0, this.#spreads[cluster] ?? 0, limit);
  }

  /** The same between two groups. */
  between(a: number, b: number, limit: number): number {
    const spread = (this.#spreads[a] ?? 0) + (this.#spreads[b] ?? 0);
    return this.#apart(a, this.#means, b * DESCRIPTOR_SIZE, spread, limit);
  }

  #apart(cluster: number, others: Float32Array, start: number, spread: number, limit: number): number {
    const means = this.#means;
    const own = cluster * DESCRIPTOR_SIZE;
    let sum = spread;
    for (let from = 0; from < DESCRIPTOR_SIZE; from += BLOCK) {
      for (let i = from; i < from + BLOCK; i++) {
        const difference = (means[own + i] as number) - (others[start + i] as number);
        sum += difference * difference;
      }
      if (sum > limit) return Number.POSITIVE_INFINITY;
    }
    return sum;
  }
}
