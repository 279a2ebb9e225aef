/** Up to this size together, other ways to bring two groups under one first are worth their time. */
const SMALL = 16;

/**
 * Groups of rows that grow pair by pair; all of a group are near its first. Two groups of which a pair is near
 * become one where one row is near all of both. Otherwise they stay two: that is what ends a slow drift.
 */
export class NearGroups {
  readonly #isNear: (a: number, b: number) => boolean;
  /** The first of each row's group. */
  readonly #first: Int32Array;
  /** The row behind each row in its group, in a ring. */
  readonly #next: Int32Array;
  /** How many are in the group of each first. */
  readonly #size: Int32Array;

  constructor(count: number, isNear: (a: number, b: number) => boolean) {
    this.#isNear = isNear;
    this.#first = new Int32Array(count).map((_, row) => row);
    this.#next = this.#first.slice();
    this.#size = new Int32Array(count).fill(1);
  }

  /** Brings the groups of two rows together, where the two are near and their groups allow it. */
  offer(a: number, b: number): void {
    const groupA = this.#first[a] ?? a;
    const groupB = this.#first[b] ?? b;
    if (groupA === groupB || !this.#isNear(a, b)) return;
    const groups = [groupA, groupB];
    const sizeA = this.#size[groupA] ?? 1;
    const sizeB = this.#size[groupB] ?? 1;
    const large = sizeA > sizeB || (sizeA === sizeB && groupA < groupB) ? groupA : groupB;
    const firsts = sizeA + sizeB <= SMALL ? [large, groupA, groupB, a, b] : [large];
    const first = firsts.find((row) => groups.every((group) => this.#allNear(group, row)));
    if (first === undefined) return;
    for (const group of groups) {
      // Where the larger keeps its first, only the smaller is walked.
      if (group === first) continue;
      let row = group;
      do {
        this.#first[row] = first;
        row = this.#next[row] ?? group;
      } while (row !== group);
    }
    const behind = this.#next[groupA] ?? groupA;
    this.#next[groupA] = this.#next[groupB] ?? groupB;
    this.#next[groupB] = behind;
    this.#size[first] = sizeA + sizeB;
  }

  /** The groups of two and more, each with its first in front and the others by row. */
  list(): number[][] {
    const lists = new Map<number, number[]>();
    this.#first.forEach((first, row) => {
      if ((this.#size[first] ?? 1) === 1) return;
      const list = lists.get(first) ?? [first];
      if (row !== first) list.push(row);
      lists.set(first, list);
    });
    return [...lists.values()];
  }

  #allNear(group: number, first: number): boolean {
    // A group is near its own first already.
    if (group === first) return true;
    let row = group;
    do {
      if (row !== first && !this.#isNear(first, row)) return false;
      row = this.#next[row] ?? group;
    } while (row !== group);
    return true;
  }
}
