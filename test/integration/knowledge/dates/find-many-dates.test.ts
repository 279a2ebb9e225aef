import { describe, expect, it } from 'vitest';
import { findDates } from '../../../../src/knowledge/dates/find-dates.ts';

const NOW = new Date(2026, 5, 15, 12);

describe('the dates of a search text', () => {
  it('are read a number of times that grows with the text, not with its square', () => {
    const dates = (count: number): string =>
      Array.from({ length: count }, (_, place) => `${(place % 28) + 1} June ${1900 + (place % 200)}`).join(
        ' ',
      );
    expect(findDates(dates(200), NOW)).toHaveLength(200);
    expect(findDates(dates(4000), NOW)).toHaveLength(4000);
    expect(findDates('2019年6月15日'.repeat(2000), NOW)).toHaveLength(2000);
    expect(findDates('海滩上的狗'.repeat(4000), NOW)).toEqual([]);
  });
});
