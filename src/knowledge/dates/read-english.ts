import type { DateSpan, ResolvedDate } from '../../domain/query.ts';
import {
  DAY,
  type Day,
  spanOf,
  spanOfDays,
  spanOfMonths,
  spanOfYears,
  type Unit,
  unitSpan,
  weekdayBefore,
  yearOf,
} from './calendar.ts';
import { COUNT, countOf } from './english-number.ts';
import { NAMED_DAYS, NOT_ALONE, namedEveryYear, namedInYear, namedNear } from './named-days.ts';
import { readMonthDay } from './read-month-day.ts';

const TENS = 'twenties thirties forties fifties sixties seventies eighties nineties'.split(' ');
const TENS_WORD = new RegExp(`\\b(?:${TENS.join('|')})$`, 'u');
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAYS_BACK = ['today', 'yesterday', 'day before yesterday'];

const YEAR = `(\\d{4}|last year|this year|${COUNT} years? ago)`;
const NAME_YEAR = new RegExp(`^(.+?),?(?: of| in)? ${YEAR}$`, 'u');
const YEAR_NAME = /^(\d{4}) (.+)$/u;
const NEAR_NAME = /^(last|this) (.+)$/u;
const NEAR_UNIT = /^(last|past|previous|this) (week|weekend|month|quarter|year)$/u;
const NEAR_WEEKDAY = /^(last|on|this) (sun|mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?)(?:day)?$/u;
const AGO = new RegExp(`^${COUNT} (day|week|weekend|month|quarter|year)s? ago$`, 'u');
/** The same day a number of years ago. */
const YEARS_AGO_TODAY = new RegExp(
  `^(?:${COUNT} years? ago (?:today|this day)|(?:today|this day|(?:the )?same day)(?:,| in)? ${YEAR})$`,
  'u',
);
const QUARTER = /^(?:([qh])([1-4])(?:,| of| in)? (\d{4})|(\d{4}) ([qh])([1-4]))$/u;
const DECADE = /^(the )?(?:(\d{3})|['’]?(\d))0(?:s|er(?: jahre)?)$/u;
const DECADES_AGO = new RegExp(`^${COUNT} decades? ago$`, 'u');
const SO_FAR = /^(?:earlier|so far) this (week|month|quarter|year)$/u;
const NEAR_DECADE = /^(last|previous|this) (decade|century)$/u;
const CENTURY = /^(?:the )?(19th|nineteenth|20th|twentieth|21st|twenty[ -]first) century$/u;

/**
 * Reads an English date in plain text (see plain-text.ts). Months, seasons and holidays without a year recur every
 * year; ambiguous names (NOT_ALONE) are read only if `isSure`.
 */
export function readEnglish(text: string, today: Day, isSure: boolean): ResolvedDate | null {
  const bare = text.replace(/^the /u, '');
  const span =
    readNamed(bare, today) ??
    readRelative(bare, today) ??
    readQuarter(bare) ??
    readDecade(text) ??
    readEra(bare, today);
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
  return namedInYear(days, yearOf(today) - yearsBackIn(written, today));
}

const yearsBack = (text: string): number =>
  text === 'this year' ? 0 : text === 'last year' ? 1 : countOf(text.split(' ')[0] ?? '');

function readRelative(text: string, today: Day): DateSpan | null {
  const back = DAYS_BACK.indexOf(text);
  if (back >= 0) return unitSpan(today, 'day', -back);
  const [, which, unit] = NEAR_UNIT.exec(text) ?? [];
  if (unit !== undefined) return unitSpan(today, unit as Unit, which === 'this' ? 0 : -1);
  const [, ago, agoUnit] = AGO.exec(text) ?? [];
  if (ago !== undefined && !ago.endsWith('few')) return unitSpan(today, agoUnit as Unit, -countOf(ago));
  const [, near, name] = NEAR_WEEKDAY.exec(text) ?? [];
  // Exclude "on sun": the cat on sun is not a Sunday.
  if (name === undefined || (near === 'on' && !text.endsWith('day'))) return null;
  const weekday = WEEKDAYS.indexOf(name.slice(0, 3));
  // "This Friday" may be in the future: it is the one before the Monday after this week.
  const nextWeek = today + (7 - ((new Date(today).getUTCDay() + 6) % 7)) * DAY;
  const day = weekdayBefore(near === 'this' ? nextWeek : today, weekday);
  return spanOfDays(day, day);
}

function readQuarter(text: string): DateSpan | null {
  const [, unit, place, year] = QUARTER.exec(text.replace(QUARTER, swapYear)) ?? [];
  const months = unit === 'q' ? 3 : 6;
  const last = Number(place) * months;
  return unit === undefined ? null : spanOfMonths(Number(year), last - months + 1, last);
}

/** Reorders "2019 q1" to "q1 2019". */
const swapYear = (text: string): string => text.replace(/^(\d{4}) ([qh]\d)$/u, '$2 $1');

/** "1990s", "the 90s", "the nineties", "1980er Jahre". "20s" to "40s" are ages, except after "the". */
function readDecade(text: string): DateSpan | null {
  const digits = text
    .replace(/\b(?:noughties|aughts)$/u, '2000s')
    .replace(TENS_WORD, (word) => `${TENS.indexOf(word) + 2}0s`);
  const [, the, century, ten] = DECADE.exec(digits) ?? [];
  if (century !== undefined) return spanOfYears(Number(century) * 10, Number(century) * 10 + 9);
  const tens = Number(ten);
  if (ten === undefined || (tens < 5 && the === undefined)) return null;
  const first = (tens < 3 ? 2000 : 1900) + tens * 10;
  return spanOfYears(first, first + 9);
}

/** "Last decade", "20th century", "5 years ago today". */
function readEra(text: string, today: Day): DateSpan | null {
  const [, decades] = DECADES_AGO.exec(text) ?? [];
  if (decades !== undefined) return unitSpan(today, 'year', -10 * countOf(decades));
  const [, soFar] = SO_FAR.exec(text) ?? [];
  const whole = soFar === undefined ? null : unitSpan(today, soFar as Unit, 0);
  if (whole !== null) return { from: whole.from, to: unitSpan(today, 'day', 0)?.to ?? whole.to };
  const [, near, unit] = NEAR_DECADE.exec(text) ?? [];
  if (near !== undefined) {
    const length = unit === 'decade' ? 10 : 100;
    const first = (Math.floor(yearOf(today) / length) - Number(near !== 'this')) * length;
    return spanOfYears(first, first + length - 1);
  }
  const [, century] = CENTURY.exec(text) ?? [];
  if (century !== undefined) {
    const first = /^(?:19|nine)/u.test(century) ? 1800 : /^(?:20|twentieth)/u.test(century) ? 1900 : 2000;
    return spanOfYears(first, first + 99);
  }
  const [, count, written = ''] = YEARS_AGO_TODAY.exec(text) ?? [];
  if (count === undefined && written === '') return null;
  const back = count === undefined ? yearsBackIn(written, today) : countOf(count);
  const date = new Date(today);
  return spanOf(date.getUTCFullYear() - back, date.getUTCMonth() + 1, date.getUTCDate());
}

/** How many years ago a written year is. */
const yearsBackIn = (text: string, today: Day): number =>
  /^\d{4}$/u.test(text) ? yearOf(today) - Number(text) : yearsBack(text);
