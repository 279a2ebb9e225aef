import { describe, expect, it } from 'vitest';
import { dayNumber, type MemoryKey, printMemoryKey } from '../../../../src/domain/memory.ts';
import { commonPlace } from '../../../../src/search/memories/common-place.ts';
import { orderOfDay } from '../../../../src/search/memories/order-of-day.ts';
import { seasonsBefore, yearsBefore } from '../../../../src/search/memories/spans-before.ts';

const PEOPLE = ['Anna', 'Bo', 'Cem', 'Dana', 'Eli', 'Fay'].map(
  (name): MemoryKey => ({ kind: 'person', name }),
);
const names = (today: number): string => orderOfDay(PEOPLE, today).map(printMemoryKey).join();

describe('the order of a day', () => {
  it('is the same on the same day, whatever the order of what is offered', () => {
    expect(names(20_000)).toBe(names(20_000));
    expect(orderOfDay(PEOPLE.toReversed(), 20_000)).toEqual(orderOfDay(PEOPLE, 20_000));
  });

  it('gives everybody a turn', () => {
    const first = Array.from({ length: 100 }, (_, day) => names(20_000 + day).split(',')[0]);
    expect(new Set(first).size).toBe(PEOPLE.length);
  });
});

describe('seasons and years', () => {
  const counts = new Map(
    ['2018-12-24', '2019-01-10', '2019-07-01', '2020-02-29', '2021-07-01'].map((day) => [dayNumber(day), 30]),
  );
  it('of winter go over the turn of the year', () => {
    expect(seasonsBefore(dayNumber('2022-01-15'), counts).map(printMemoryKey)).toEqual([
      'season-2019-12-01_2020-02-29',
      'season-2018-12-01_2019-02-28',
    ]);
    expect(seasonsBefore(dayNumber('2021-12-15'), counts).map(printMemoryKey)).toEqual([
      'season-2019-12-01_2020-02-29',
      'season-2018-12-01_2019-02-28',
    ]);
  });

  it('are those before this one, with enough photos', () => {
    expect(seasonsBefore(dayNumber('2021-06-15'), counts).map(printMemoryKey)).toEqual([
      'season-2019-06-01_2019-08-31',
    ]);
    expect(yearsBefore(dayNumber('2021-06-15'), counts).map(printMemoryKey)).toEqual([
      'year-2020-01-01_2020-12-31',
      'year-2019-01-01_2019-12-31',
      'year-2018-01-01_2018-12-31',
    ]);
  });
});

describe('the place of a memory', () => {
  const DISTRICT = ['city:9', 'city:1', 'region:R', 'country:C'];
  it('is the larger city where one is a part of another', () => {
    expect(commonPlace([DISTRICT, DISTRICT, ['city:1', 'region:R', 'country:C']])).toBe('city:1');
    expect(commonPlace([DISTRICT])).toBe('city:1');
  });

  it('is a region or a country where no city has most photos', () => {
    expect(commonPlace([DISTRICT, ['city:2', 'region:R', 'country:C']])).toBe('region:R');
    expect(commonPlace([DISTRICT, ['city:2', 'region:S', 'country:C']])).toBe('country:C');
  });

  it('is not known all over the world, or where few photos have one', () => {
    expect(commonPlace([DISTRICT, ['city:2', 'region:S', 'country:D']])).toBe(null);
    expect(commonPlace([DISTRICT, [], [], []])).toBe(null);
    expect(commonPlace([])).toBe(null);
  });
});
