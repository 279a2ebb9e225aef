import { YEAR_ALONE } from '../index/photo-columns.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { MonthCounter, type MonthOfHits } from './month-counter.ts';
import { Ranking } from './ranking.ts';
import { countPossible, inFours, LANES, LIKELY, POSSIBLE, type ScoredSet } from './scored-set.ts';

interface RankedHits {
  readonly ranking: Ranking;
  readonly likely: number;
  readonly possible: number;
  /** In the order of the hits; empty in the order of relevance. */
  readonly months: readonly MonthOfHits[];
}

/**
 * Counts and ranks the hits among scored photos.
 * @param counted by ordinal: 1 for the photos that count
 * @param byRank by the given ranks instead of relevance, with the months of the hits
 * @param all also photos that are not even possible, if they have a probability
 */
export function rankHits(
  { level: levels, probability }: ScoredSet,
  { columns, ranks }: Pick<PhotoIndex, 'columns' | 'ranks'>,
  counted: Uint8Array,
  { byRank, all }: { readonly byRank: boolean; readonly all: boolean },
): RankedHits {
  const months = byRank ? new MonthCounter() : null;
  const ranking = new Ranking(byRank, all ? levels.length : countPossible(levels, counted));
  const fours = inFours(levels);
  let [likely, possible] = [0, 0];
  // By ordinal, four at a time: most photos are not hits, and their order would be read from all over the memory.
  for (let four = 0; four < fours.length; four++) {
    if (fours[four] === 0 && !all) continue;
    const end = Math.min((four + 1) * LANES, levels.length);
    for (let ordinal = four * LANES; ordinal < end; ordinal++) {
      const level = levels[ordinal] as number;
      if ((level < POSSIBLE && !all) || counted[ordinal] === 0) continue;
      const whole = level === LIKELY ? 1 : 0;
      const p = probability === null ? whole : (probability[ordinal] as number);
      if (level < POSSIBLE && p <= 0) continue;
      if (level === LIKELY) likely += 1;
      else if (level === POSSIBLE) possible += 1;
      ranking.add(level, p, ranks[ordinal] as number);
      months?.add(level, columns.month[ordinal] as number, columns.monthDay[ordinal] === YEAR_ALONE);
    }
  }
  return { ranking, likely, possible, months: months?.inOrder() ?? [] };
}
