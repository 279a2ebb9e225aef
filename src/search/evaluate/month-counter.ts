import type { ConfidenceLevel } from '../../domain/label.ts';
import { LEVELS } from './scored-set.ts';

/** Number of hits of one level in one month. */
export interface MonthOfHits {
  /** `YYYY-MM`; `YYYY` where only the year is known; null for hits without a date of their own. */
  readonly month: string | null;
  readonly level: ConfidenceLevel;
  readonly count: number;
}

/** Months up to the year 2730, later than any accepted date. */
const MONTHS = 2 ** 15;

/** Counts hits by month, so that the timeline of a million photos stays short. */
export class MonthCounter {
  readonly #counts = new Uint32Array(MONTHS * LEVELS.length);
  /** The same of hits of which only the year is known, at its January: they follow its other hits. */
  readonly #years = new Uint32Array(MONTHS * LEVELS.length);

  /**
   * @param level index in LEVELS
   * @param month 12 · year + month - 1; 0 if unknown
   */
  add(level: number, month: number, isYearAlone: boolean): void {
    const at = level * MONTHS + month;
    const counts = isYearAlone ? this.#years : this.#counts;
    counts[at] = (counts[at] as number) + 1;
  }

  /** The months in the order of the hits: by level, then by time, unknown times last. */
  inOrder(): MonthOfHits[] {
    const found: MonthOfHits[] = [];
    for (let level = LEVELS.length - 1; level >= 0; level--)
      for (let month = MONTHS - 1; month >= 0; month--) {
        const at = level * MONTHS + month;
        const [count, years] = [this.#counts[at] ?? 0, this.#years[at] ?? 0];
        if (count === 0 && years === 0) continue;
        const name = nameOf(month);
        const add = (of: string | null, photos: number): void => {
          if (photos > 0) found.push({ month: of, level: LEVELS[level] as ConfidenceLevel, count: photos });
        };
        add(name, count);
        add(name?.slice(0, 4) ?? null, years);
      }
    return found;
  }
}

const nameOf = (month: number): string | null =>
  month === 0
    ? null
    : `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
