import { DAY, type Day } from './calendar.ts';
import { lazily } from './lazily.ts';

const chineseFormat = lazily(
  () => new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' }),
);
/**
 * Cache of the first days of lunar months by year and month, filled on demand because the calendar is slow. The initial
 * entries correct months for which ICU is one day off because the new moon is minutes from midnight (Hong Kong
 * Observatory, calendars of 2027 and 2030).
 */
const firstDays = new Map<string, Day | null>([
  ['2027/1', Date.UTC(2027, 1, 6)],
  ['2030/1', Date.UTC(2030, 1, 3)],
]);

/**
 * Day of a Chinese lunar month (1 to 12, no leap months) in the lunar year that begins in `year`; null if the platform
 * has no Chinese calendar.
 */
export function chineseDay(year: number, month: number, day: number): Day | null {
  const key = `${year}/${month}`;
  const known = firstDays.get(key);
  const first = known === undefined ? firstDayOf(year, month) : known;
  firstDays.set(key, first);
  return first === null ? null : first + (day - 1) * DAY;
}

function firstDayOf(year: number, month: number): Day | null {
  // The first month begins between 20 January and 21 February, later months at most 67 days after `from`.
  const from = Date.UTC(year, 0, 20) + 29 * (month - 1) * DAY;
  const format = chineseFormat();
  for (let at = from; at < from + 75 * DAY; at += DAY) if (format.format(at) === `${month}/1`) return at;
  return null;
}
