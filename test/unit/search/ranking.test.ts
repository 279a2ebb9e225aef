import { describe, expect, it } from 'vitest';
import { Ranking } from '../../../src/search/evaluate/ranking.ts';
import fc from '../../support/properties.ts';

const hits = fc
  .array(
    fc.record({ level: fc.constantFrom(0, 1, 2), probability: fc.double({ min: 0, max: 1, noNaN: true }) }),
    {
      maxLength: 300,
    },
  )
  .map((list) => list.map((hit, rank) => ({ ...hit, rank })));
const slices = fc.array(fc.tuple(fc.nat(320), fc.nat(320)), { minLength: 1, maxLength: 6 });
const order = fc.boolean();

function rankingOf(list: readonly { level: number; probability: number; rank: number }[], byRank: boolean) {
  const ranking = new Ranking(byRank, list.length);
  for (const { level, probability, rank } of list) ranking.add(level, probability, rank);
  return ranking;
}

describe('Ranking', () => {
  it('gives any range, requested in any order, as a full sort would', () => {
    fc.assert(
      fc.property(hits, slices, order, (list, parts, byRank) => {
        const ranking = rankingOf(list, byRank);
        // Rounded to the precision of the keys.
        const step = (p: number): number => Math.round(p * (2 ** 25 - 1));
        const sorted = list.toSorted(
          (a, b) =>
            b.level - a.level || (byRank ? 0 : step(b.probability) - step(a.probability)) || a.rank - b.rank,
        );
        for (const [from, length] of parts)
          expect(ranking.slice(from, from + length).map(({ rank }) => rank)).toEqual(
            sorted.slice(from, from + length).map(({ rank }) => rank),
          );
      }),
    );
  });

  it('returns each hit with its confidence level, and its probability in steps of 2^-25', () => {
    fc.assert(
      fc.property(hits, order, (list, byRank) => {
        for (const { level, probability, rank } of rankingOf(list, byRank).slice(0, list.length)) {
          expect(level).toBe(list[rank]?.level);
          expect(Math.abs(probability - (list[rank]?.probability ?? -1))).toBeLessThan(2 ** -25);
        }
      }),
    );
  });

  it('sorts the first of many hits', () => {
    const ranking = new Ranking(false, 50_000);
    const count = 50_000;
    for (let rank = 0; rank < count; rank++) ranking.add(2, ((rank * 7919) % count) / count, rank);
    expect(ranking.length).toBe(count);
    const [first, second] = ranking.slice(0, 2);
    expect(Math.round((first?.probability ?? 0) * count)).toBe(count - 1);
    expect(Math.round((second?.probability ?? 0) * count)).toBe(count - 2);
    expect(new Set(ranking.slice(0, count).map(({ rank }) => rank)).size).toBe(count);
  });
});
