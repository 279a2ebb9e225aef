import type { DateSpan, Recurring, ResolvedDate, YearlySpan } from '../../domain/query.ts';
import { YEAR_ALONE } from '../index/photo-columns.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { LIKELY, POSSIBLE } from './scored-set.ts';

/** The part of the index that markDates uses. */
interface DatedPhotos {
  readonly newest: PhotoIndex['newest'];
  readonly columns: Pick<PhotoIndex['columns'], 'takenAt' | 'monthDay' | 'month'>;
}

/** In seconds. */
const DAY = 24 * 60 * 60;
/** 1 January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 4;

/**
 * Marks the photos taken in any of the spans, in local time, as likely. A photo of which only the month or the year is
 * known is likely in a span that holds all of it, possible in one that holds a part of it ("summer 1987" of 1987), and
 * matches no day of the week. A photo at 00:00:00 matches no time of day, because that is the time of photos whose day
 * alone is known.
 */
export function markDates(index: DatedPhotos, date: ResolvedDate, level: Uint8Array): void {
  for (const span of date) {
    if ('from' in span) markSpan(index, span, level);
    else markYearly(index, span, level);
  }
}

function markSpan(index: DatedPhotos, span: DateSpan, level: Uint8Array): void {
  const { newest } = index;
  const { takenAt, monthDay, month } = index.columns;
  const recurs = recurringTest(span);
  // Hours after midnight belong to the day before.
  const late = lateHours(span);
  // Photos of one span are adjacent in the order newest first.
  const start = secondsOf(span.from);
  const last = secondsOf(span.to);
  const end = firstBefore(index, start);
  // A photo of which the year is known is sorted by its first second, which may lie before the span.
  const coarseEnd = recurs === null ? firstBefore(index, Date.UTC(yearOf(start), 0) / 1000) : end;
  for (let rank = firstBefore(index, last + 1 + late); rank < coarseEnd; rank++) {
    const at = newest[rank] as number;
    // Only the time of the file is known: it sorts the photo, but is not its date.
    const day = monthDay[at] as number;
    if (day === 0) continue;
    if (isCoarse(day)) {
      if (recurs !== null) continue;
      const until = endOf(month[at] as number, day === YEAR_ALONE);
      if (rank < end && until <= last) level[at] = LIKELY;
      else if (until >= start) atLeastPossible(level, at);
    } else if (rank >= end) continue;
    else if (recurs === null) level[at] = LIKELY;
    else {
      const seconds = takenAt[at] as number;
      const isOfEarlierDay = late > 0 && seconds < start + late;
      if (!isOfEarlierDay && recurs(seconds)) level[at] = LIKELY;
    }
  }
}

function markYearly(index: DatedPhotos, span: YearlySpan, level: Uint8Array): void {
  const { month, monthDay, takenAt } = index.columns;
  const [from, to] = [dayOf(span.yearlyFrom), dayOf(span.yearlyTo)];
  const recurs = recurringTest(span);
  const late = lateHours(span);
  const { first, last } = span.years ?? { first: -1, last: Number.MAX_SAFE_INTEGER };
  for (let at = 0; at < level.length; at++) {
    let day = monthDay[at] as number;
    if (day === 0) continue;
    if (day === YEAR_ALONE) {
      const year = Math.floor((month[at] as number) / 12);
      if (span.years !== undefined && recurs === null && year >= first && year <= last)
        atLeastPossible(level, at);
      continue;
    }
    const isMonth = day % 32 === 0;
    if (isMonth && recurs !== null) continue;
    const seconds = takenAt[at] as number;
    let year = Math.floor((month[at] as number) / 12);
    if (!isMonth && late > 0 && secondOfDay(seconds) < late) {
      const before = new Date((seconds - DAY) * 1000);
      day = (before.getUTCMonth() + 1) * 32 + before.getUTCDate();
      year = before.getUTCFullYear();
    }
    const lies = (one: number): boolean => (from <= to ? one >= from && one <= to : one >= from || one <= to);
    const ends = isMonth ? [lies(day + 1), lies(day + lastDayOf(day / 32))] : [lies(day)];
    const isWithin = ends.every(Boolean);
    const isPart = isMonth && (ends.some(Boolean) || from >> 5 === day >> 5);
    // The year in which the span began: January belongs to the winter of the previous year.
    if (from > to && day <= to) year -= 1;
    const isInYears = year >= first && year <= last;
    if (!isInYears) continue;
    if (isWithin && (recurs === null || recurs(seconds))) level[at] = LIKELY;
    else if (isPart) atLeastPossible(level, at);
  }
}

/** Whether only the month or the year of a photo is known, by `monthDay`. */
const isCoarse = (day: number): boolean => day % 32 === 0 || day === YEAR_ALONE;

function atLeastPossible(level: Uint8Array, at: number): void {
  if (level[at] === 0) level[at] = POSSIBLE;
}

const yearOf = (seconds: number): number => new Date(seconds * 1000).getUTCFullYear();

/** Number of seconds after midnight that belong to the previous day. */
const lateHours = ({ timeOfDay }: Recurring): number =>
  timeOfDay !== undefined && timeOfDay.from > timeOfDay.to ? clockSeconds(timeOfDay.to) : 0;

/** Whether a local time in seconds matches the weekdays and the time of day; null if every time does. */
function recurringTest(recurring: Recurring): ((seconds: number) => boolean) | null {
  const { weekdays, timeOfDay } = recurring;
  if (weekdays === undefined && timeOfDay === undefined) return null;
  const isWanted = Array.from({ length: 7 }, (_, weekday) => weekdays?.includes(weekday) ?? true);
  const isOnDay = (seconds: number): boolean => {
    const days = Math.floor(seconds / DAY) + EPOCH_WEEKDAY;
    return isWanted[days - Math.floor(days / 7) * 7] === true;
  };
  if (timeOfDay === undefined) return isOnDay;
  const [from, to, late] = [clockSeconds(timeOfDay.from), clockSeconds(timeOfDay.to), lateHours(recurring)];
  return (seconds) => {
    const time = secondOfDay(seconds);
    if (time === 0) return false;
    const isAtTime = from <= to ? time >= from && time < to : time >= from || time < to;
    return isAtTime && isOnDay(time < late ? seconds - DAY : seconds);
  };
}

/** Without `%`, which is slow on numbers above 2³¹. */
const secondOfDay = (seconds: number): number => seconds - Math.floor(seconds / DAY) * DAY;
const clockSeconds = (time: string): number =>
  (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60;

/** Number of days of a month, 1 to 12, in a leap year. */
const lastDayOf = (month: number): number => new Date(Date.UTC(2000, month, 0)).getUTCDate();

/** The last second of a month (12 · year + month - 1), or of its year. */
function endOf(month: number, isYear: boolean): number {
  const year = Math.floor(month / 12);
  return Date.UTC(isYear ? year + 1 : year, isYear ? 0 : (month % 12) + 1, 1) / 1000 - 1;
}

/** Index in `newest` of the first photo taken before a time, or without a date of its own. */
function firstBefore({ newest, columns: { takenAt, monthDay } }: DatedPhotos, seconds: number): number {
  let [low, high] = [0, newest.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = newest[middle] as number;
    if (monthDay[at] !== 0 && (takenAt[at] as number) >= seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

const secondsOf = (wallClock: string): number => Date.parse(`${wallClock}Z`) / 1000;
/** As in the column `monthDay`. */
const dayOf = (text: string): number => Number(text.slice(0, 2)) * 32 + Number(text.slice(3, 5));
