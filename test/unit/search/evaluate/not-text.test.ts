import { describe, expect, it } from 'vitest';
import { LIKELY, notText, POSSIBLE } from '../../../../src/search/evaluate/scored-set.ts';

describe('"not" of free text', () => {
  it('is likely where the text finds nothing or is improbable, and possible where it may be there', () => {
    const level = Uint8Array.of(LIKELY, POSSIBLE, POSSIBLE, 0, 0, 0, 0, 0);
    const probability = Float32Array.of(0.9, 0.7, 0.3, 0.6, 0.2, 0, 0, 0);
    const scored = notText({ level, probability, words: 1 });
    expect([...scored.level].slice(0, 5)).toEqual([0, POSSIBLE, LIKELY, LIKELY, LIKELY]);
    expect([...(scored.probability ?? [])].slice(0, 5).map((p) => Math.round(10 * p))).toEqual([
      0, 3, 7, 4, 8,
    ]);
  });
});
