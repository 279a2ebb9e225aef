/** Bits of a sort key, one double per hit: level, probability, time; or level, time. */
const RANK_STEPS = 2 ** 23;
const PROBABILITY_STEPS = 2 ** 25;
/** Fraction of all hits above which sorting everything is as fast as selecting a part. */
const PART = 4;

/** One hit, decoded from its sort key. */
export interface RankedHit {
  /** 2 likely, 1 possible, 0 unlikely. */
  readonly level: number;
  /** In steps of 2^-25. */
  readonly probability: number;
  /** Position of the photo in the order newest first. */
  readonly rank: number;
}

/**
 * Hits ordered by relevance (level, probability, rank) or by rank (level, rank, probability): newest first, or as an
 * album has them. Only the requested part is sorted, so the first page of a million hits does not sort a million.
 */
export class Ranking {
  readonly #byRank: boolean;
  readonly #keys: Float64Array;
  #length = 0;
  #sorted = 0;

  /** @param most maximum number of hits; memory is allocated for it */
  constructor(byRank: boolean, most: number) {
    this.#byRank = byRank;
    this.#keys = new Float64Array(most);
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a hit. Only before the first `slice`. */
  add(level: number, probability: number, rank: number): void {
    const unlikeliness = PROBABILITY_STEPS - 1 - Math.round(probability * (PROBABILITY_STEPS - 1));
    const tail = this.#byRank ? rank * PROBABILITY_STEPS + unlikeliness : unlikeliness * RANK_STEPS + rank;
    this.#keys[this.#length] = (2 - level) * RANK_STEPS * PROBABILITY_STEPS + tail;
    this.#length += 1;
  }

  /** Hits at positions `from` (included) to `to` (excluded). */
  slice(from: number, to: number): RankedHit[] {
    const end = Math.min(to, this.#length);
    this.#sortUpTo(end);
    return Array.from(this.#keys.subarray(Math.min(from, end), end), (key) => this.#hitOf(key));
  }

  #hitOf(key: number): RankedHit {
    const tail = key % (RANK_STEPS * PROBABILITY_STEPS);
    const level = 2 - Math.floor(key / (RANK_STEPS * PROBABILITY_STEPS));
    const step = this.#byRank ? PROBABILITY_STEPS : RANK_STEPS;
    const [high, low] = [Math.floor(tail / step), tail % step];
    const [rank, unlikeliness] = this.#byRank ? [high, low] : [low, high];
    return { level, rank, probability: 1 - unlikeliness / (PROBABILITY_STEPS - 1) };
  }

  #sortUpTo(end: number): void {
    if (end <= this.#sorted) return;
    const keys = this.#keys;
    if (end * PART > this.#length) {
      keys.subarray(this.#sorted, this.#length).sort();
      this.#sorted = this.#length;
      return;
    }
    select(keys, this.#sorted, this.#length - 1, end - 1);
    keys.subarray(this.#sorted, end).sort();
    this.#sorted = end;
  }
}

/** Quickselect (Hoare): moves the key of rank `place` to its sorted position, with smaller keys before it. */
function select(keys: Float64Array, from: number, to: number, place: number): void {
  let [low, high] = [from, to];
  while (low < high) {
    const pivot = keys[(low + high) >> 1] as number;
    let [a, b] = [low, high];
    while (a <= b) {
      while ((keys[a] as number) < pivot) a++;
      while ((keys[b] as number) > pivot) b--;
      if (a > b) break;
      const key = keys[a] as number;
      keys[a] = keys[b] as number;
      keys[b] = key;
      a++;
      b--;
    }
    if (place <= b) high = b;
    else if (place >= a) low = a;
    else return;
  }
}
