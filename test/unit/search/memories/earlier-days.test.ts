import { describe, expect, it } from 'vitest';
import { dayNumber, printMemoryKey } from '../../../../src/domain/memory.ts';
import { earlierDays } from '../../../../src/search/memories/earlier-days.ts';

const on = (today: string, photos: Readonly<Record<string, number>>): string[] =>
  earlierDays(
    dayNumber(today),
    new Map(Object.entries(photos).map(([day, count]) => [dayNumber(day), count])),
  ).map(printMemoryKey);

describe('this day in earlier years', () => {
  it('is the day itself where it has enough photos, the last year first', () => {
    expect(on('2024-07-06', { '2021-07-06': 5, '2023-07-06': 4, '2024-07-06': 9 })).toEqual([
      'day-2023-07-06_2023-07-06',
      'day-2021-07-06_2021-07-06',
    ]);
  });

  it('takes the three days before and after where the day has too few', () => {
    expect(on('2024-07-06', { '2021-07-05': 2, '2021-07-09': 2, '2020-07-10': 9 })).toEqual([
      'day-2021-07-03_2021-07-09',
    ]);
  });

  it('is a single photo of the day rather than nothing, but not one of the days around it', () => {
    expect(on('2024-07-06', { '2021-07-06': 1, '2020-07-07': 1 })).toEqual(['day-2021-07-06_2021-07-06']);
  });

  it('on 29 February is 28 February in years without that day', () => {
    expect(on('2024-02-29', { '2023-02-28': 4, '2020-02-29': 4, '2020-02-28': 9, '2023-03-01': 9 })).toEqual([
      'day-2023-02-28_2023-02-28',
      'day-2020-02-29_2020-02-29',
    ]);
  });

  it('on 28 February of a year without a 29th has the photos of the 29th too', () => {
    expect(on('2023-02-28', { '2020-02-29': 4, '2019-02-28': 4 })).toEqual([
      'day-2020-02-28_2020-02-29',
      'day-2019-02-28_2019-02-28',
    ]);
    // In a leap year the 29th has a day of its own.
    expect(on('2024-02-28', { '2020-02-28': 4, '2020-02-29': 4 })).toEqual(['day-2020-02-28_2020-02-28']);
  });

  it('around New Year reaches over the turn of the year', () => {
    expect(on('2024-01-01', { '2019-12-30': 2, '2020-01-02': 2 })).toEqual(['day-2019-12-29_2020-01-04']);
  });

  it('is nothing in a library without dates', () => {
    expect(on('2024-01-01', {})).toEqual([]);
  });
});
