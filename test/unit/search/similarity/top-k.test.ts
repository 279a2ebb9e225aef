import { describe, expect, it } from 'vitest';
import { topK } from '../../../../src/search/similarity/top-k.ts';
import fc from '../../../support/properties.ts';

type Scores = Int32Array | Float32Array;

/** Reference implementation: sorts all rows and truncates. */
const sorted = (scores: Scores, count: number, k: number, skip: (row: number) => boolean): number[] =>
  Array.from(scores.subarray(0, count), (score, row) => ({ score, row }))
    .filter(({ score, row }) => !Number.isNaN(score) && !skip(row))
    .sort((a, b) => (a.score === b.score ? a.row - b.row : a.score < b.score ? 1 : -1))
    .slice(0, k)
    .map(({ row }) => row);

describe('topK', () => {
  const scores: fc.Arbitrary<Scores> = fc.oneof(
    fc.int32Array({ maxLength: 300 }),
    fc.float32Array({ maxLength: 300 }),
    // Many equal scores, NaN and infinities.
    fc
      .array(fc.constantFrom(-1, -0, 0, 1, Number.NaN, -Infinity, Infinity), { maxLength: 300 })
      .map((numbers) => Float32Array.from(numbers)),
    fc.int32Array({ maxLength: 300 }).map((numbers) => numbers.sort()),
  );

  it('agrees with a full sort for arbitrary scores, numbers of rows and skipped rows', () => {
    fc.assert(
      fc.property(scores, fc.nat(), fc.nat(320), fc.nat(5), (all, cut, k, every) => {
        const count = cut % (all.length + 1);
        const skip = (row: number): boolean => every > 0 && row % every === 0;
        expect([...topK(all, count, k, skip)]).toEqual(sorted(all, count, k, skip));
      }),
      { numRuns: 3000 },
    );
  });

  it('finds the best of many rows in any order', () => {
    const rising = Int32Array.from({ length: 100_000 }, (_, row) => row >> 2);
    for (const all of [rising, rising.toReversed(), rising.map((_, row) => Math.imul(row, 0x9e3779b1) >> 8)])
      expect([...topK(all, all.length, 500)]).toEqual(sorted(all, all.length, 500, () => false));
  });

  it('skips rows without calling skip for rows outside the result', () => {
    const asked: number[] = [];
    topK(Int32Array.of(5, 4, 3, 2, 9), 5, 2, (row) => asked.push(row) < 0);
    expect(asked).toEqual([0, 1, 4]);
  });

  it.each([
    [4, 1],
    [-1, 1],
    [1.5, 1],
    [Number.NaN, 1],
    [3, -1],
    [3, 0.5],
    [3, Number.NaN],
  ])('throws for %d of three scores and %d requested', (count, k) => {
    expect(() => topK(Int32Array.of(1, 2, 3), count, k)).toThrow(RangeError);
  });
});
