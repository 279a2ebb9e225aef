import { DAY, type Day } from './calendar.ts';

const CHINESE = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});
/**
 * First days of lunar months by year and month: filled as they are asked for, since the calendar is slow to ask.
 * Given here are those where ICU is a day off, the new moon being minutes from midnight (Hong Kong Observatory,
 * calendars of 2027 and 2030).
 */
const firstDays = new Map<string, Day | null>([
  ['2027/1', Date.UTC(2027, 1, 6)],
  ['2030/1', Date.UTC(2030, 1, 3)],
]);

/**
 * The day of a Chinese lunar month (1 to 12, no leap month) in the lunar year that begins in `year`; null
 * where the platform has no such calendar.
 */
export function chineseDay(year: number, month: number, day: number): Day | null {
  const key = `${year}/${month}`;
  const known = firstDays.get(key);
  const first = known === undefined ? firstDayOf(year, month) : known;
  firstDays.set(key, first);
  return first === null ? null : first + (day - 1) * DAY;
}

function firstDayOf(year: number, month: number): Day | null {
  // The first month begins between 20 January and 21 February; a later one up to 67 days after this.
  const from = Date.UTC(year, 0, 20) + 29 * (month - 1) * DAY;
  for (let at = from; at < from + 75 * DAY; at += DAY) if (CHINESE.format(at) === `${month}/1`) return at;
  return null;
}
