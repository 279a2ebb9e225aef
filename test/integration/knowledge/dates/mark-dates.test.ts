import { describe, expect, it } from 'vitest';
import type { ResolvedDate } from '../../../../src/domain/query.ts';
import { readDate } from '../../../../src/knowledge/dates/read-date.ts';
import { markDates } from '../../../../src/search/evaluate/mark-dates.ts';
import fc from '../../../support/properties.ts';

const NOW = new Date(2026, 5, 15, 12);

/** The columns of an index of photos taken at these times; null is an unknown time. */
function photosAt(times: readonly (string | null)[]): Parameters<typeof markDates>[0] {
  const seconds = times.map((time) => (time === null ? Number.NaN : Date.parse(`${time}Z`) / 1000));
  const newest = times
    .map((_, place) => place)
    .sort((a, b) => (seconds[b] ?? Number.NaN) - (seconds[a] ?? Number.NaN) || 0)
    .sort(
      (a, b) =>
        Number(times[a] === null) - Number(times[b] === null) || (seconds[b] ?? 0) - (seconds[a] ?? 0),
    );
  const part = (time: string | null, from: number, to: number): number => Number(time?.slice(from, to) ?? 0);
  return {
    newest: Uint32Array.from(newest),
    columns: {
      takenAt: Float64Array.from(seconds),
      monthDay: Uint16Array.from(times, (time) => part(time, 5, 7) * 32 + part(time, 8, 10)),
      month: Uint16Array.from(times, (time) =>
        time === null ? 0 : part(time, 0, 4) * 12 + part(time, 5, 7) - 1,
      ),
    },
  };
}

function found(text: string, times: readonly (string | null)[]): (string | null)[] {
  const level = new Uint8Array(times.length);
  markDates(photosAt(times), readDate(text, NOW) ?? [], level);
  return times.filter((_, place) => level[place] !== 0);
}

describe('markDates', () => {
  it.each([
    // 15 June 2019 was a Saturday.
    ['saturdays', '2019-06-15T10:00:00', '2019-06-16T10:00:00'],
    ['weekends', '2019-06-16T00:00:00', '2019-06-17T00:00:00'],
    ['weekdays', '1969-12-31T10:00:00', '2019-06-15T10:00:00'],
    ['saturday mornings in summer 2019', '2019-06-15T11:59:59', '2019-06-15T12:00:00'],
    ['saturday mornings in summer 2019', '2019-08-31T05:00:00', '2019-09-07T05:00:00'],
    ['mornings', '1955-03-02T05:00:00', '1955-03-02T04:59:59'],
    ['at night', '2019-06-15T21:00:00', '2019-06-15T20:59:59'],
    ['at night', '2019-06-15T04:59:59', '2019-06-15T05:00:00'],
    // Only the day is known.
    ['at night', '2019-06-15T00:00:01', '2019-06-15T00:00:00'],
    ['midnight', '2019-06-15T00:30:00', '2019-06-15T00:00:00'],
    ['凌晨', '2019-06-15T00:30:00', '2019-06-15T00:00:00'],
    ['晚上', '2019-06-15T23:59:59', '2019-06-16T00:10:00'],
    // The hours after midnight belong to the day before.
    ['saturday night', '2019-06-16T02:00:00', '2019-06-15T02:00:00'],
    ['nights in june 2019', '2019-07-01T02:00:00', '2019-06-01T02:00:00'],
    ['nights in june', '2019-07-01T02:00:00', '2019-06-01T02:00:00'],
    ['last night', '2026-06-15T01:00:00', '2026-06-14T01:00:00'],
    ['new years eve 2018 at night', '2019-01-01T01:00:00', '2018-12-31T01:00:00'],
    ['on this day', '2019-06-15T10:00:00', '2026-06-15T10:00:00'],
    ['winters since 2015', '2016-01-10T10:00:00', '2015-01-10T10:00:00'],
    ['last 3 summers', '2023-06-01T00:00:00', '2022-06-01T00:00:00'],
    ['christmas in the 90s', '1999-12-24T10:00:00', '2000-12-24T10:00:00'],
    ['before 2015', '1900-01-01T00:00:00', '2015-01-01T00:00:00'],
    ['older than 5 years', '2021-06-14T23:59:59', '2021-06-15T00:00:00'],
  ])('"%s" matches photos taken at %s, not at %s', (text, inside, outside) => {
    expect(found(text, [outside, inside, null])).toEqual([inside]);
  });

  it('matches the same photos as a plain calendar computation per photo', () => {
    const times = fc.date({ min: new Date('1890-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
    const hour = fc.integer({ min: 0, max: 23 }).map((one) => `${String(one).padStart(2, '0')}:00`);
    const dates = fc.record({
      span: fc.constantFrom(
        ...['2019', 'june', 'winter', 'since 1980', 'last 3 summers', 'weekend'].map(
          (text) => readDate(text, NOW) ?? [],
        ),
      ),
      weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 })),
      timeOfDay: fc.option(fc.record({ from: hour, to: hour })),
    });
    fc.assert(
      fc.property(fc.array(times, { maxLength: 40 }), dates, (taken, { span, weekdays, timeOfDay }) => {
        const date: ResolvedDate = span.map((one) => ({
          ...one,
          ...(weekdays === null ? {} : { weekdays }),
          ...(timeOfDay === null || timeOfDay.from === timeOfDay.to ? {} : { timeOfDay }),
        }));
        const texts = taken.map((one) => one.toISOString().slice(0, 19));
        const level = new Uint8Array(texts.length);
        markDates(photosAt(texts), date, level);
        expect(Array.from(level, (one) => one !== 0)).toEqual(texts.map((text) => isOf(text, date)));
      }),
      { numRuns: 500 },
    );
  });
});

/** Reference implementation: checks one photo at a time. */
function isOf(time: string, date: ResolvedDate): boolean {
  return date.some((one) => {
    const { weekdays, timeOfDay } = one;
    const [clock, isOver] = [time.slice(11, 16), timeOfDay !== undefined && timeOfDay.from > timeOfDay.to];
    if (timeOfDay !== undefined) {
      if (time.endsWith('T00:00:00')) return false;
      const [isLate, isEarly] = [clock >= timeOfDay.from, clock < timeOfDay.to];
      if (isOver ? !isLate && !isEarly : !isLate || !isEarly) return false;
    }
    const isOfDayBefore = isOver && clock < (timeOfDay?.to ?? '');
    const at = new Date(Date.parse(`${time}Z`) - (isOfDayBefore ? 24 * 60 * 60 * 1000 : 0));
    if (weekdays !== undefined && !weekdays.includes(at.getUTCDay())) return false;
    const day = at.toISOString().slice(0, 10);
    if ('from' in one) return day >= one.from.slice(0, 10) && day <= one.to.slice(0, 10);
    const [{ yearlyFrom, yearlyTo, years }, monthDay] = [one, day.slice(5)];
    const isTurned = yearlyFrom > yearlyTo;
    const isAfter = monthDay >= yearlyFrom;
    const isBefore = monthDay <= yearlyTo;
    if (isTurned ? !isAfter && !isBefore : !isAfter || !isBefore) return false;
    const year = Number(day.slice(0, 4)) - Number(isTurned && isBefore);
    return years === undefined || (year >= years.first && year <= years.last);
  });
}
