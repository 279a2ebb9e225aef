import type { ConfidenceLevel } from '../../domain/label.ts';
import { LEVELS } from './scored-set.ts';

/** How many hits of one tier lie in one month. */
export interface MonthOfHits {
  /** `YYYY-MM`; null for hits without a time. */
  readonly month: string | null;
  readonly level: ConfidenceLevel;
  readonly count: number;
}

/** Months up to the end of the year 2730, more than any date that is taken for one. */
const MONTHS = 2 ** 15;

/** Counts hits by month: a timeline of a million photos is short. */
export class MonthCounter {
  readonly #counts = new Uint32Array(MONTHS * LEVELS.length);

  /**
   * @param tier its place in LEVELS
   * @param month 12 · year + month - 1; 0 where unknown
   */
  add(level: number, month: number): void {
    const at = level * MONTHS + month;
    this.#counts[at] = (this.#counts[at] as number) + 1;
  }

  /** The months in the order of the hits: by tier, then by time, those without a time last. */
  inOrder(): MonthOfHits[] {
    const found: MonthOfHits[] = [];
    for (let level = LEVELS.length - 1; level >= 0; level--)
      for (let month = MONTHS - 1; month >= 0; month--) {
        const count = this.#counts[level * MONTHS + month] as number;
        if (count > 0) found.push({ month: nameOf(month), level: LEVELS[level] as ConfidenceLevel, count });
      }
    return found;
  }
}

const nameOf = (month: number): string | null =>
  month === 0
    ? null
    : `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
