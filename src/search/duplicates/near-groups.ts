/** Up to this total size, alternative ways to merge two groups are tried. */
const SMALL = 16;

/**
 * Groups of rows, extended pair by pair. All rows of a group are near its first row. Two groups connected by a near
 * pair are merged if one row is near all rows of both and no two of them differ; otherwise they stay separate, which stops gradual drift.
 */
export class NearGroups {
  readonly #isNear: (a: number, b: number) => boolean;
  readonly #differs: (a: number, b: number) => boolean;
  /** First row of the group of each row. */
  readonly #first: Int32Array;
  /** Next row in the group of each row, circular. */
  readonly #next: Int32Array;
  /** Size of the group of each first row. */
  readonly #size: Int32Array;

  /** @param differs whether two rows never belong to one group, near or not */
  constructor(
    count: number,
    isNear: (a: number, b: number) => boolean,
    differs: (a: number, b: number) => boolean = () => false,
  ) {
    this.#isNear = isNear;
    this.#differs = differs;
    this.#first = new Int32Array(count).map((_, row) => row);
    this.#next = this.#first.slice();
    this.#size = new Int32Array(count).fill(1);
  }

  /** Merges the groups of two rows if the pair is near and the groups allow it. */
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
    if (first === undefined || this.#anyDiffer(groupA, groupB)) return;
    for (const group of groups) {
      // If the first row of the larger group is kept, only the smaller group is traversed.
      if (group === first) continue;
      for (const row of this.#rowsOf(group)) this.#first[row] = first;
    }
    const behind = this.#next[groupA] ?? groupA;
    this.#next[groupA] = this.#next[groupB] ?? groupB;
    this.#next[groupB] = behind;
    this.#size[first] = sizeA + sizeB;
  }

  /** Groups of two or more, first row in front, the others ascending. */
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
    // All rows of a group are already near its first row.
    if (group === first) return true;
    for (const row of this.#rowsOf(group)) if (row !== first && !this.#isNear(first, row)) return false;
    return true;
  }

  #anyDiffer(groupA: number, groupB: number): boolean {
    for (const a of this.#rowsOf(groupA))
      for (const b of this.#rowsOf(groupB)) if (this.#differs(a, b)) return true;
    return false;
  }

  *#rowsOf(group: number): Generator<number> {
    let row = group;
    do {
      yield row;
      row = this.#next[row] ?? group;
    } while (row !== group);
  }
}
