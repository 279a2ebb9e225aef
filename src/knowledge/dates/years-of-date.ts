import type { DateSpan, ResolvedDate, YearlySpan, YearsOfDate } from '../../domain/query.ts';
import { DAY, dayIn, FIRST_YEAR, LAST_YEAR, spanOfDays, yearOf } from './calendar.ts';
import { FIRST_MOVABLE } from './named-days.ts';

/** Days before and after a feast or season that may be of it in another year: New Year's Eve goes on after midnight. */
const AROUND = 14 * DAY;
/** Most years that are named one by one. */
const MOST_YEARS = 5;

const endsOf = (span: DateSpan | YearlySpan): { readonly first: number; readonly last: number } | null => {
  if ('from' in span) return { first: dayIn(span.from), last: dayIn(span.to) };
  const { years } = span;
  return years === undefined
    ? null
    : { first: Date.UTC(years.first, 0, 1), last: Date.UTC(years.last, 11, 31) };
};

/**
 * The years in which a date lies, whole; without their numbers where they are many. Null for a date of every year.
 * @param today a day that a date of every year comes after, too
 */
export function yearsOfDate(date: ResolvedDate, today: Date): YearsOfDate | null {
  const ends = date.map(endsOf).filter((one) => one !== null);
  if (ends.length === 0 || ends.length < date.length) return null;
  const first = Math.min(...ends.map((span) => span.first));
  const last = Math.max(...ends.map((span) => span.last));
  const [firstYear, lastYear] = [yearOf(first), yearOf(last)];
  const isMovable = date.length > 1 && firstYear === FIRST_MOVABLE;
  if (isMovable && last > today.getTime()) return null;
  const days = spanOfDays(
    Math.max(Math.min(first - AROUND, Date.UTC(firstYear, 0, 1)), Date.UTC(FIRST_YEAR, 0, 1)),
    Math.min(Math.max(last + AROUND, Date.UTC(lastYear, 11, 31)), Date.UTC(LAST_YEAR, 11, 31)),
  );
  const count = lastYear - firstYear + 1;
  const years = count > MOST_YEARS ? [] : Array.from({ length: count }, (_, at) => firstYear + at);
  return days === null ? null : { days: [days], years };
}
