import type { DateSpan } from '../../domain/query.ts';

/** Milliseconds from 1970 to the start of a day, treating local time as UTC, so that all days have the same length. */
export type Day = number;
export type Unit = 'day' | 'week' | 'weekend' | 'month' | 'quarter' | 'year';

/** Year of the oldest photograph; stands for an open start. */
export const FIRST_YEAR = 1826;
/** Stands for an open end. */
export const LAST_YEAR = 2100;
export const DAY = 24 * 60 * 60 * 1000;
/** Days of the week, starting on Monday. */
const WEEK = 7 * DAY;
const SOME_MONDAY: Day = Date.UTC(1826, 0, 2);
const MONTHS: Readonly<Record<'month' | 'quarter' | 'year', number>> = { month: 1, quarter: 3, year: 12 };

/** The local day of `now`. */
export const dayOf = (now: Date): Day => Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());

export const yearOf = (day: Day): number => new Date(day).getUTCFullYear();

const iso = (day: Day): string => new Date(day).toISOString().slice(0, 10);

/** Span of whole days from `first` to `last`; null if they are out of order or outside the years of photography. */
export function spanOfDays(first: Day, last: Day): DateSpan | null {
  const fits = first <= last && yearOf(first) >= FIRST_YEAR && yearOf(last) <= LAST_YEAR;
  return fits ? { from: `${iso(first)}T00:00:00`, to: `${iso(last)}T23:59:59` } : null;
}

/** Span of whole years from `first` to `last`, limited to the years of photography; null if none remain. */
export const spanOfYears = (first: number, last: number): DateSpan | null =>
  spanOfDays(Date.UTC(Math.max(first, FIRST_YEAR), 0, 1), Date.UTC(last, 11, 31));

/** Span of the months (1 to 12) from `first` to `last` of a year; null if a month is not valid. */
export function spanOfMonths(year: number, first: number, last: number): DateSpan | null {
  // Date.UTC maps years below 100 to the twentieth century.
  if (year < FIRST_YEAR || first < 1 || last > 12) return null;
  return spanOfDays(Date.UTC(year, first - 1, 1), Date.UTC(year, last, 0));
}

/** Span of a year, month (1 to 12) or day; null if the day does not exist. */
export function spanOf(year: number, month?: number, day?: number): DateSpan | null {
  const whole = spanOfMonths(year, month ?? 1, month ?? 12);
  if (whole === null || month === undefined || day === undefined) return whole;
  const at = Date.UTC(year, month - 1, day);
  return day >= 1 && day <= Number(whole.to.slice(8, 10)) ? spanOfDays(at, at) : null;
}

/** The week, month … that is this many units after the one that contains `day`; negative: before. */
export function unitSpan(day: Day, unit: Unit, offset: number): DateSpan | null {
  if (unit === 'day') return spanOfDays(day + offset * DAY, day + offset * DAY);
  if (unit === 'week' || unit === 'weekend') {
    const monday = SOME_MONDAY + (Math.floor((day - SOME_MONDAY) / WEEK) + offset) * WEEK;
    return spanOfDays(unit === 'week' ? monday : monday + 5 * DAY, monday + 6 * DAY);
  }
  const months = MONTHS[unit];
  const date = new Date(day);
  const first = (Math.floor(date.getUTCMonth() / months) + offset) * months;
  return spanOfDays(
    Date.UTC(date.getUTCFullYear(), first, 1),
    Date.UTC(date.getUTCFullYear(), first + months, 0),
  );
}

/** The last `count` units up to and including `day`: "the last 3 months". */
export function rollingSpan(day: Day, unit: Exclude<Unit, 'weekend'>, count: number): DateSpan | null {
  if (unit === 'day' || unit === 'week')
    return spanOfDays(day - count * (unit === 'day' ? DAY : WEEK) + DAY, day);
  const date = new Date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() - count * MONTHS[unit]];
  // Clamp the day, because three months before 31 May would be 31 February.
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return spanOfDays(Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)), day);
}

/** The latest such day of the week (0 Sunday to 6 Saturday) before `day`. */
export function weekdayBefore(day: Day, weekday: number): Day {
  const back = (new Date(day).getUTCDay() - weekday + 7) % 7;
  return day - (back === 0 ? 7 : back) * DAY;
}

/**
 * Part `place` (from 0) of a span divided into `count` parts, along whole years or months if possible; null if too
 * short.
 */
export function partOfSpan(span: DateSpan, place: number, count: number): DateSpan | null {
  const [first, last] = [dayIn(span.from), dayIn(span.to)];
  const days = Math.round((last - first) / DAY) + 1;
  const months = wholeMonths(first, last);
  if (days < 28) return null;
  const cut = (length: number, at: number): number => Math.ceil((length * at) / count);
  const start = new Date(first);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  if (months === 1) {
    // The last third includes the 31st.
    const length = count === 2 ? 15 : 30 / count;
    const end = place === count - 1 ? last : Date.UTC(year, month, Math.floor(length * (place + 1)));
    return spanOfDays(Date.UTC(year, month, Math.floor(length * place) + 1), end);
  }
  // The early nineties are the years 1990 to 1993.
  const unit = months % 12 === 0 && months >= 36 ? 12 : 1;
  if (months > 0 && months / unit >= count)
    return spanOfDays(
      Date.UTC(year, month + cut(months / unit, place) * unit, 1),
      Date.UTC(year, month + cut(months / unit, place + 1) * unit, 0),
    );
  return spanOfDays(first + cut(days, place) * DAY, first + (cut(days, place + 1) - 1) * DAY);
}

/** Number of months from the first day of one to the last day of another; 0 if the span is not whole months. */
function wholeMonths(first: Day, last: Day): number {
  const [start, end] = [new Date(first), new Date(last + DAY)];
  if (start.getUTCDate() !== 1 || end.getUTCDate() !== 1) return 0;
  return (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
}

/** Day of one end of a span. */
export const dayIn = (wallClock: string): Day => Date.parse(`${wallClock.slice(0, 10)}T00:00:00Z`);
