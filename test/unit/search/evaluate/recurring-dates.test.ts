import { describe, expect, it } from 'vitest';
import { findDates } from '../../../../src/knowledge/dates/find-dates.ts';
import { comesBack, markUndated } from '../../../../src/search/evaluate/recurring-dates.ts';
import { LIKELY, POSSIBLE } from '../../../../src/search/evaluate/scored-set.ts';

const NOW = new Date(2026, 10, 29);

const isRecurring = (text: string): boolean[] =>
  findDates(text, NOW).map(({ start, end, meaning }) =>
    comesBack({
      text: text.slice(start, end),
      start,
      end,
      interpretations: [{ as: 'date', date: meaning }],
    }),
  );

describe('a date that comes back', () => {
  it.each(['snow in winter', 'in the evening', 'street at christmas', 'in may', 'weekend', '雪 在冬天'])(
    'is every %s',
    (text) => {
      expect(isRecurring(text)).toContain(true);
    },
  );

  it.each([
    'beach yesterday',
    'last summer',
    'summer of 2019',
    'on this day',
    'older than 5 years',
    '24 december',
    '2019',
    'since 2018',
  ])('is not %s', (text) => {
    expect(isRecurring(text)).not.toContain(true);
    expect(isRecurring(text).length).toBeGreaterThan(0);
  });

  it('is nothing that has another interpretation', () => {
    const [winter] = findDates('in winter', NOW);
    if (winter === undefined) throw new Error('"in winter" is a date.');
    const word = { text: 'in winter', start: 0, end: 9 };
    const date = { as: 'date', date: winter.meaning } as const;
    expect(comesBack({ ...word, interpretations: [date, { as: 'text', wanted: 'winter' }] })).toBe(false);
    expect(comesBack({ ...word, interpretations: [] })).toBe(false);
  });
});

describe('photos without a date', () => {
  it('are possible unless they are likely', () => {
    const level = Uint8Array.of(0, 0, LIKELY, LIKELY);
    markUndated({ columns: { monthDay: Uint16Array.of(0, 385, 0, 385) } }, level);
    expect([...level]).toEqual([POSSIBLE, 0, LIKELY, LIKELY]);
  });
});
