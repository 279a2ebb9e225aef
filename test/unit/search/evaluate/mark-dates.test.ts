import { describe, expect, it } from 'vitest';
import { readDate } from '../../../../src/knowledge/dates/read-date.ts';
import { markDates } from '../../../../src/search/evaluate/mark-dates.ts';
import { LIKELY, POSSIBLE } from '../../../../src/search/evaluate/scored-set.ts';
import { YEAR_ALONE } from '../../../../src/search/index/photo-columns.ts';

const NOW = new Date(2026, 10, 29);

/** What is known of the date of each photo: a day, a month, a year or nothing. */
const PHOTOS = ['1987-07-12', '1987-07', '1987-12', '1987', '1988', '1986-12-31', '1986', ''] as const;

/** As the index has them. */
function indexed(): Parameters<typeof markDates>[0] {
  const parts = PHOTOS.map((date) => date.split('-').map(Number));
  const times = parts.map(([year = 0, month = 1, day = 1]) =>
    year === 0 ? Number.NaN : Date.UTC(year, month - 1, day) / 1000,
  );
  return {
    newest: Uint32Array.from(
      times
        .map((time, at) => ({ time: Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time, at }))
        .sort((a, b) => b.time - a.time || b.at - a.at)
        .map(({ at }) => at),
    ),
    columns: {
      takenAt: Float64Array.from(times),
      month: Uint16Array.from(parts, ([year = 0, month = 1]) => year * 12 + month - 1),
      monthDay: Uint16Array.from(parts, ([year = 0, month = 0, day = 0]) =>
        year === 0 ? 0 : month === 0 ? YEAR_ALONE : month * 32 + day,
      ),
    },
  };
}

/** The photos at a level. */
function found(text: string, level: number): string[] {
  const date = readDate(text, NOW);
  if (date === null) throw new Error(`"${text}" is not a date`);
  const levels = new Uint8Array(PHOTOS.length);
  markDates(indexed(), date, levels);
  return PHOTOS.filter((_, at) => levels[at] === level);
}

describe('photos of which only the month or the year is known', () => {
  it.each([
    ['1987', ['1987-07-12', '1987-07', '1987-12', '1987'], []],
    ['summer 1987', ['1987-07-12', '1987-07'], ['1987']],
    ['july 1987', ['1987-07-12', '1987-07'], ['1987']],
    ['1987年夏天', ['1987-07-12', '1987-07'], ['1987']],
    ['12 july 1987', ['1987-07-12'], ['1987-07', '1987']],
    ['winter 1986', ['1986-12-31'], ['1986', '1987']],
    ['christmas 1987', [], ['1987-12', '1987']],
    ['1980s', ['1987-07-12', '1987-07', '1987-12', '1987', '1988', '1986-12-31', '1986'], []],
    ['christmas', [], ['1987-12']],
    ['in july', ['1987-07-12', '1987-07'], []],
    ['summers in the 80s', ['1987-07-12', '1987-07'], ['1987', '1988', '1986']],
    ['sundays in 1987', ['1987-07-12'], []],
    ['2019', [], []],
  ])('%s', (text, likely, possible) => {
    expect(found(text, LIKELY)).toEqual(likely);
    expect(found(text, POSSIBLE).toSorted()).toEqual(possible.toSorted());
  });
});
