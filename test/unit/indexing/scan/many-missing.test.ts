import { describe, expect, it } from 'vitest';
import { manyMissing } from '../../../../src/indexing/scan/many-missing.ts';

describe('a person is asked before files are forgotten', () => {
  it.each([
    [1000, 200, false, 'a fifth is not more than a fifth'],
    [1000, 201, true, 'more than a fifth'],
    [20, 9, false, 'fewer than ten of many'],
    [20, 10, true, 'ten of twenty'],
    [9, 8, false, 'most of a few'],
    [9, 9, true, 'all of a few: an empty folder'],
    [1, 1, true, 'the only one'],
    [0, 0, false, 'nothing known, nothing gone'],
    [5, 0, false, 'nothing gone'],
  ])('of %i known files %i are gone: %s (%s)', (known, gone, asked) => {
    expect(manyMissing(known, gone)).toBe(asked);
  });
});
