import type { DateMeaning, DateSpan } from '../domain/query.ts';
import {
  DAY,
  type Day,
  rollingSpan,
  spanOfDays,
  spanOfMonths,
  spanOfYears,
  type Unit,
  unitSpan,
  weekdayBefore,
  yearOf,
} from './calendar.ts';
import { NAMED_DAYS, NOT_ALONE, namedEveryYear, namedInYear, namedNear } from './named-days.ts';
import { readMonthDay } from './read-month-day.ts';

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const TENS = 'twenties thirties forties fifties sixties seventies eighties nineties'.split(' ');
const TENS_WORD = new RegExp(`\\b(?:${TENS.join('|')})$`, 'u');
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAYS_BACK = ['today', 'yesterday', 'day before yesterday'];

const COUNT = `(\\d{1,3}|an?|${NUMBERS.slice(1).join('|')})`;
const YEAR = `(\\d{4}|last year|this year|${COUNT} years? ago)`;
const NAME_YEAR = new RegExp(`^(.+?),?(?: of| in)? ${YEAR}$`, 'u');
const YEAR_NAME = /^(\d{4}) (.+)$/u;
const NEAR_NAME = /^(last|this) (.+)$/u;
const NEAR_UNIT = /^(last|past|previous|this) (week|weekend|month|quarter|year)$/u;
const NEAR_WEEKDAY = /^(last|on|this) (sun|mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?)(?:day)?$/u;
const ROLLING = new RegExp(`^(?:last|past|previous) ${COUNT} (day|week|month|quarter|year)s?$`, 'u');
const AGO = new RegExp(`^${COUNT} (day|week|weekend|month|quarter|year)s? ago$`, 'u');
const QUARTER = /^(?:q([1-4]) (\d{4})|(\d{4}) q([1-4]))$/u;
const DECADE = /^(?:(\d{3})|(the )?['’]?(\d))0s$/u;

/**
 * Reads an English date, in plain text (see plain-text.ts). Months, seasons and feasts without a year are
 * those of every year; names that mean something else as well (NOT_ALONE) are read only where `isSure`.
 */
export function readEnglish(text: string, today: Day, isSure: boolean): DateMeaning | null {
  const bare = text.replace(/^the /u, '');
  const span = readNamed(bare, today) ?? readRelative(bare, today) ?? readQuarter(bare) ?? readDecade(text);
  if (span !== null) return [span];
  const named = NOT_ALONE.has(bare) && !isSure ? undefined : NAMED_DAYS.get(bare);
  if (named !== undefined) return namedEveryYear(named, today);
  const monthDay = readMonthDay(text);
  return monthDay === null ? null : [monthDay];
}

/** "Summer 2019", "2019 summer", "June last year", "last Christmas". */
function readNamed(text: string, today: Day): DateSpan | null {
  const [, near, nearName = ''] = NEAR_NAME.exec(text) ?? [];
  const nearDays = NAMED_DAYS.get(nearName);
  if (nearDays !== undefined) return namedNear(nearDays, near === 'last' ? 'last' : 'this', today);
  const [, name = '', year = ''] = NAME_YEAR.exec(text) ?? [];
  const [, firstYear = '', lastName = ''] = YEAR_NAME.exec(text) ?? [];
  const days = NAMED_DAYS.get(name) ?? NAMED_DAYS.get(lastName);
  if (days === undefined) return null;
  const written = NAMED_DAYS.has(name) ? year : firstYear;
  const inYear = /^\d{4}$/u.test(written) ? Number(written) : yearOf(today) - yearsBack(written);
  return namedInYear(days, inYear);
}

const yearsBack = (text: string): number =>
  text === 'this year' ? 0 : text === 'last year' ? 1 : countOf(text.split(' ')[0] ?? '');

const countOf = (text: string): number =>
  /^\d/u.test(text) ? Number(text) : Math.max(1, NUMBERS.indexOf(text));

function readRelative(text: string, today: Day): DateSpan | null {
  const back = DAYS_BACK.indexOf(text);
  if (back >= 0) return unitSpan(today, 'day', -back);
  const [, which, unit] = NEAR_UNIT.exec(text) ?? [];
  if (unit !== undefined) return unitSpan(today, unit as Unit, which === 'this' ? 0 : -1);
  const [, ago, agoUnit] = AGO.exec(text) ?? [];
  if (ago !== undefined) return unitSpan(today, agoUnit as Unit, -countOf(ago));
  const [, count, countUnit] = ROLLING.exec(text) ?? [];
  if (count !== undefined) return rollingSpan(today, countUnit as Exclude<Unit, 'weekend'>, countOf(count));
  const [, near, name] = NEAR_WEEKDAY.exec(text) ?? [];
  // A cat on sun is no Sunday.
  if (name === undefined || (near === 'on' && !text.endsWith('day'))) return null;
  const weekday = WEEKDAYS.indexOf(name.slice(0, 3));
  // This Friday may be still to come; it is the one before the Monday after this week.
  const nextWeek = today + (7 - ((new Date(today).getUTCDay() + 6) % 7)) * DAY;
  const day = weekdayBefore(near === 'this' ? nextWeek : today, weekday);
  return spanOfDays(day, day);
}

function readQuarter(text: string): DateSpan | null {
  const [, first, yearAfter, yearBefore, second] = QUARTER.exec(text) ?? [];
  const quarter = first ?? second;
  const last = Number(quarter) * 3;
  return quarter === undefined ? null : spanOfMonths(Number(yearAfter ?? yearBefore), last - 2, last);
}

/** "1990s", "the 90s", "the nineties". "20s" to "40s" are ages unless "the" stands before them. */
function readDecade(text: string): DateSpan | null {
  const digits = text.replace(TENS_WORD, (word) => `${TENS.indexOf(word) + 2}0s`);
  const [, century, the, ten] = DECADE.exec(digits) ?? [];
  if (century !== undefined) return spanOfYears(Number(century) * 10, Number(century) * 10 + 9);
  const tens = Number(ten);
  if (ten === undefined || (tens < 5 && the === undefined)) return null;
  const first = (tens < 3 ? 2000 : 1900) + tens * 10;
  return spanOfYears(first, first + 9);
}
