/** Bits of a sort key, which is one double for each hit: tier, then probability, then time, or time first. */
const RANK_STEPS = 2 ** 23;
const PROBABILITY_STEPS = 2 ** 25;
/** Beyond this part of all hits sorting the whole is as fast as finding the part. */
const PART = 4;

/** One hit as its sort key holds it. */
export interface RankedHit {
  /** 2 likely, 1 possible, 0 unlikely. */
  readonly level: number;
  /** In steps of 2^-25. */
  readonly probability: number;
  /** The photo's place when the newest comes first. */
  readonly rank: number;
}

/**
 * Hits in the order of relevance (tier, probability, newest first) or of date (tier, newest first). Only as many
 * as are asked for are put in order: the first page of a million hits needs no million sorted.
 */
export class Ranking {
  readonly #byDate: boolean;
  readonly #keys: Float64Array;
  #length = 0;
  #sorted = 0;

  /** @param most hits at most; it takes memory for so many */
  constructor(order: 'relevance' | 'date', most: number) {
    this.#byDate = order === 'date';
    this.#keys = new Float64Array(most);
  }

  get length(): number {
    return this.#length;
  }

  /** Only before the first `slice`. */
  add(level: number, probability: number, rank: number): void {
    const unlikeliness = PROBABILITY_STEPS - 1 - Math.round(probability * (PROBABILITY_STEPS - 1));
    const tail = this.#byDate ? rank * PROBABILITY_STEPS + unlikeliness : unlikeliness * RANK_STEPS + rank;
    this.#keys[this.#length] = (2 - level) * RANK_STEPS * PROBABILITY_STEPS + tail;
    this.#length += 1;
  }

  /** The hits from place `from` up to `to`. */
  slice(from: number, to: number): RankedHit[] {
    const end = Math.min(to, this.#length);
    this.#sortUpTo(end);
    return Array.from(this.#keys.subarray(Math.min(from, end), end), (key) => this.#hitOf(key));
  }

  #hitOf(key: number): RankedHit {
    const tail = key % (RANK_STEPS * PROBABILITY_STEPS);
    const level = 2 - Math.floor(key / (RANK_STEPS * PROBABILITY_STEPS));
    const step = this.#byDate ? PROBABILITY_STEPS : RANK_STEPS;
    const [high, low] = [Math.floor(tail / step), tail % step];
    const [rank, unlikeliness] = this.#byDate ? [high, low] : [low, high];
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

/** Hoare's selection: afterwards the key at `place` is the one that sorting would put there, with smaller ones before it. */
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
