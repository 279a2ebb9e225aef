import { describe, expect, it } from 'vitest';
import { proposeNext } from '../../../../src/search/learning/propose-next.ts';
import { array, assert, float, integer, property } from '../../../support/properties.ts';

const scores = Float32Array.of(0.1, 0.95, 0.55, 0.4, 0.9, 0.02);

describe('proposeNext', () => {
  it('alternates between the highest score and the least certain one', () => {
    expect(proposeNext(scores, new Set(), 4)).toEqual([1, 2, 4, 3]);
  });

  it('never proposes a photo that is already labelled', () => {
    expect(proposeNext(scores, new Set([1, 2]), 2)).toEqual([4, 3]);
    expect(proposeNext(scores, new Set(scores.keys()), 2)).toEqual([]);
  });

  it('proposes the highest scores if none is near one half', () => {
    expect(proposeNext(Float32Array.of(0.01, 0.03, 0.02), new Set(), 2)).toEqual([1, 2]);
  });

  it('proposes as many distinct photos as requested, or all that remain', () => {
    assert(
      property(array(float({ min: 0, max: 1, noNaN: true })), integer({ min: 0, max: 20 }), (list, count) => {
        const known = new Set(list.keys().filter((place) => place % 3 === 0));
        const next = proposeNext(Float32Array.from(list), known, count);
        expect(next).toHaveLength(Math.min(count, list.length - known.size));
        expect(new Set(next).size).toBe(next.length);
        expect(next.some((place) => known.has(place))).toBe(false);
      }),
    );
  });
});
