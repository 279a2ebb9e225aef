import type { Tier } from '../domain/label.ts';
import { TIERS } from './judgement.ts';

/** How many hits of one tier lie in one month. */
export interface MonthOfHits {
  /** `YYYY-MM`; null for hits without a time. */
  readonly month: string | null;
  readonly tier: Tier;
  readonly count: number;
}

/** Counts hits by month, tier by tier, as they come in the order of time: a timeline of a million photos is short. */
export class MonthCounter {
  readonly #months: Record<Tier, { month: number; count: number }[]> = {
    likely: [],
    possible: [],
    unlikely: [],
  };

  /** @param month 12 · year + month - 1; 0 where unknown */
  add(tier: Tier, month: number): void {
    const months = this.#months[tier];
    const last = months.at(-1);
    if (last?.month === month) last.count += 1;
    else months.push({ month, count: 1 });
  }

  /** The months in the order of the hits: by tier, then by time. */
  inOrder(): MonthOfHits[] {
    return TIERS.toReversed().flatMap((tier) =>
      this.#months[tier].map(({ month, count }) => ({ month: nameOf(month), tier, count })),
    );
  }
}

const nameOf = (month: number): string | null =>
  month === 0
    ? null
    : `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
