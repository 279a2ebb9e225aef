import { describe, expect, it } from 'vitest';
import { Postings } from '../../../src/search/index/postings.ts';
import { Slabs } from '../../../src/search/index/slabs.ts';
import fc from '../../support/properties.ts';

function listOf(postings: Postings): [number, number][] {
  const list: [number, number][] = [];
  postings.forEach((ordinal, score) => {
    list.push([ordinal, score]);
  });
  return list;
}

describe('Postings', () => {
  it('returns what was added, in order, with scores rounded to 1/4095', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    // Small and large gaps over the whole range of ordinals.
    const ordinals = fc.uniqueArray(fc.oneof(fc.nat(2000), fc.nat(2 ** 31 - 2)), { maxLength: 300 });
    fc.assert(
      fc.property(ordinals, score, score, (some, a, b) => {
        const rising = some.sort((x, y) => x - y);
        const postings = new Postings(new Slabs());
        rising.forEach((ordinal, at) => {
          postings.add(ordinal, at % 2 === 0 ? a : b);
        });
        expect(postings.length).toBe(rising.length);
        const list = listOf(postings);
        expect(list.map(([ordinal]) => ordinal)).toEqual(rising);
        for (const [at, [, kept]] of list.entries())
          expect(Math.abs(kept - (at % 2 === 0 ? a : b))).toBeLessThanOrEqual(0.5 / 4095 + 1e-12);
      }),
    );
  });

  it('keeps labels separate while they grow in turn', () => {
    const slabs = new Slabs();
    const all = Array.from({ length: 30 }, () => new Postings(slabs));
    for (let ordinal = 0; ordinal < 6000; ordinal++) all[ordinal % 30]?.add(ordinal, (ordinal % 30) / 30);
    all.forEach((postings, label) => {
      const list = listOf(postings);
      expect(list).toHaveLength(postings.length);
      for (const [at, [ordinal, score]] of list.entries()) {
        expect(ordinal).toBe(at * 30 + label);
        expect(score).toBeCloseTo(label / 30, 3);
      }
    });
  });

  it('returns nothing for a label without photos', () => {
    expect(listOf(new Postings(new Slabs()))).toEqual([]);
  });
});
