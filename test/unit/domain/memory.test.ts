import { describe, expect, it } from 'vitest';
import {
  dayNumber,
  dayText,
  parseDays,
  parseMemoryKey,
  printDays,
  printMemoryKey,
} from '../../../src/domain/memory.ts';
import fc from '../../support/properties.ts';

describe('days', () => {
  it('are numbers from 1970 and back', () => {
    expect(dayNumber('1970-01-02')).toBe(1);
    expect(dayText(dayNumber('2024-02-29'))).toBe('2024-02-29');
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: 60_000 }), (day) => dayNumber(dayText(day)) === day),
    );
  });

  it.each(['2023-02-29', '2023-13-01', '2023-2-1', '', '2023-02-01T00:00'])('"%s" is not a day', (text) => {
    expect(dayNumber(text)).toBeNaN();
  });
});

describe('keys of memories', () => {
  it.each([
    'day-2021-07-06_2021-07-06',
    'trip-2019-07-03_2019-07-10',
    'person-Anna-Maria Müller',
    'person-小明',
  ])('%s is read and written alike', (text) => {
    const key = parseMemoryKey(text);
    expect(key === null ? null : printMemoryKey(key)).toBe(text);
  });

  it.each([
    '',
    'day',
    'day-',
    'day-2021-07-06',
    'day-2021-07-06_2021-07-05',
    'week-2021-07-06_2021-07-06',
    'person-',
  ])('"%s" is not a key', (text) => {
    expect(parseMemoryKey(text)).toBe(null);
  });

  it('spans of days are read and written alike, never backwards', () => {
    const span = { from: '2019-12-30', to: '2020-01-02' };
    expect(parseDays(printDays(span))).toEqual(span);
    expect(parseDays('2020-01-02_2019-12-30')).toBe(null);
    expect(parseDays('2020-01-02_2020-01-03_2020-01-04')).toBe(null);
  });
});
