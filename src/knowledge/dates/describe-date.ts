import type { Localized } from '../../domain/localized.ts';
import type { DateSpan, Recurring, ResolvedDate, YearlySpan } from '../../domain/query.ts';
import { DAY, type Day, dayIn, FIRST_YEAR, LAST_YEAR, yearOf } from './calendar.ts';
import { lazily } from './lazily.ts';

/** Formats and words of one language for displaying dates. */
interface Wording {
  readonly year: Intl.DateTimeFormat;
  readonly month: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  /** Format without the year. */
  readonly yearlyMonth: Intl.DateTimeFormat;
  readonly yearlyDay: Intl.DateTimeFormat;
  readonly or: Intl.ListFormat;
  /** Separator between the two ends of a range. */
  readonly to: string;
  readonly range: (format: Intl.DateTimeFormat, from: Day, to: Day) => string;
  readonly every: (days: string) => string;
  readonly eachYear: (years: string) => string;
  readonly since: (day: string) => string;
  readonly until: (day: string) => string;
  readonly anyTime: string;
  /** Days of a year that recur in certain years only. */
  readonly between: (days: string, first: number, last: number) => string;
  readonly weekdays: (weekdays: readonly number[]) => string;
  readonly everyDay: string;
  /** What recurs, with the date that limits it, if any. */
  readonly recurring: (weekdays: string, times: string, date: string) => string;
}

function formats(
  locale: string,
): Pick<Wording, 'year' | 'month' | 'day' | 'yearlyMonth' | 'yearlyDay' | 'or'> {
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  return {
    year: format({ year: 'numeric' }),
    month: format({ year: 'numeric', month: 'long' }),
    day: format({ year: 'numeric', month: 'long', day: 'numeric' }),
    yearlyMonth: format({ month: 'long' }),
    yearlyDay: format({ month: 'long', day: 'numeric' }),
    or: new Intl.ListFormat(locale, { type: 'disjunction' }),
  };
}

const WEEKEND = '0,6';
const WORKDAYS = '1,2,3,4,5';
const EVERY_DAY_IN_CHINESE = '每天';
/** Names of the days of the week, starting on Sunday. */
const dayNames = (locale: string): string[] => {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, weekday) => format.format(Date.UTC(2023, 0, 1 + weekday)));
};

const englishDays = lazily(() => dayNames('en-GB'));
const chineseDays = lazily(() => dayNames('zh-CN'));
const chinese = lazily(() => formats('zh-CN'));

const english = lazily(
  (): Wording => ({
    ...formats('en-GB'),
    to: ' – ',
    range: (format, from, to) => format.formatRange(from, to),
    every: (days) => `every ${days}`,
    eachYear: (years) => `each year, ${years}`,
    since: (day) => `since ${day}`,
    until: (day) => `until ${day}`,
    anyTime: 'any time',
    between: (days, first, last) => {
      if (first <= FIRST_YEAR) return `${days} until ${last}`;
      if (last >= LAST_YEAR) return `${days} since ${first}`;
      return first === last ? `${days} in ${first}` : `${days} from ${first} to ${last}`;
    },
    weekdays: (weekdays) => {
      if (String(weekdays) === WEEKEND) return 'weekends';
      if (String(weekdays) === WORKDAYS) return 'Monday to Friday';
      return weekdays.map((weekday) => `${englishDays()[weekday]}s`).join(', ');
    },
    everyDay: 'every day',
    recurring: (weekdays, times, date) => [weekdays, times, date].filter((part) => part !== '').join(', '),
  }),
);
const inChinese = lazily(
  (): Wording => ({
    ...chinese(),
    to: '至',
    // Intl would format Chinese ranges as 2018/12/24 – 2018/12/26.
    range: (format, from, to) => {
      const isOneYear = format === chinese().day && yearOf(from) === yearOf(to);
      return `${format.format(from)}至${(isOneYear ? chinese().yearlyDay : format).format(to)}`;
    },
    every: (days) => `每年${days}`,
    eachYear: (years) => `${years}，每年`,
    since: (day) => `${day}起`,
    until: (day) => `${day}及以前`,
    anyTime: '任何时间',
    between: (days, first, last) => {
      if (first <= FIRST_YEAR) return `${last}年及以前，${days}`;
      if (last >= LAST_YEAR) return `${first}年起，${days}`;
      return first === last ? `${first}年，${days}` : `${first}年至${last}年，${days}`;
    },
    weekdays: (weekdays) => {
      if (String(weekdays) === WEEKEND) return '周末';
      if (String(weekdays) === WORKDAYS) return '周一至周五';
      return weekdays.map((weekday) => chineseDays()[weekday]).join('、');
    },
    everyDay: EVERY_DAY_IN_CHINESE,
    recurring: (weekdays, times, date) => {
      const every = date === '' && weekdays !== EVERY_DAY_IN_CHINESE ? `每个${weekdays}` : weekdays;
      return [date, `${every}${times}`].filter((part) => part !== '').join('，');
    },
  }),
);

/**
 * Formats a date for display in both languages: "June 2019", "1 June – 31 August 2026", "every December", "since 2019",
 * "weekends, 05:00 – 12:00, June 2019".
 */
export function describeDate(meaning: ResolvedDate): Localized {
  return { en: describe(meaning, english()), zh: describe(meaning, inChinese()) };
}

function describe(meaning: ResolvedDate, wording: Wording): string {
  const [first, last] = [meaning[0], meaning.at(-1)];
  // Movable days have one span for each year: show the first and last year only.
  const isLong = meaning.length > 2;
  if (isLong && first !== undefined && 'from' in first && last !== undefined && 'from' in last) {
    const years = wording.eachYear(wording.range(wording.year, dayIn(first.from), dayIn(last.to)));
    return describeRecurring(first, years, wording);
  }
  return wording.or.format(
    meaning.map((one) => {
      const date = 'from' in one ? describeSpan(one, wording) : describeYearly(one, wording);
      return describeRecurring(one, date, wording);
    }),
  );
}

/** "Weekends, 05:00 – 12:00, June 2019"; the date alone if nothing recurs in it. */
function describeRecurring(one: Recurring, date: string, wording: Wording): string {
  const { weekdays, timeOfDay } = one;
  if (weekdays === undefined && timeOfDay === undefined) return date;
  const isAlways = date === wording.anyTime;
  const days = weekdays === undefined ? (isAlways ? wording.everyDay : '') : wording.weekdays(weekdays);
  const times =
    timeOfDay === undefined
      ? ''
      : `${timeOfDay.from}${wording.to}${timeOfDay.to === '00:00' ? '24:00' : timeOfDay.to}`;
  return wording.recurring(days, times, isAlways ? '' : date);
}

const isFirstOf = (unit: 'month' | 'year', day: Day): boolean =>
  new Date(day).getUTCDate() === 1 && (unit === 'month' || new Date(day).getUTCMonth() === 0);
const isLastOf = (unit: 'month' | 'year', day: Day): boolean => isFirstOf(unit, day + DAY);

function describeSpan(span: DateSpan, wording: Wording): string {
  const [from, to] = [dayIn(span.from), dayIn(span.to)];
  const isOpenStart = yearOf(from) === FIRST_YEAR && isFirstOf('year', from) && yearOf(to) > FIRST_YEAR;
  const isOpenEnd = yearOf(to) === LAST_YEAR && isLastOf('year', to) && yearOf(from) < LAST_YEAR;
  if (isOpenStart && isOpenEnd) return wording.anyTime;
  if (isOpenEnd) return wording.since((isFirstOf('year', from) ? wording.year : wording.day).format(from));
  if (isOpenStart) return wording.until((isLastOf('year', to) ? wording.year : wording.day).format(to));
  if (isFirstOf('year', from) && isLastOf('year', to))
    return yearOf(from) === yearOf(to) ? wording.year.format(from) : wording.range(wording.year, from, to);
  if (isWholeMonth(from, to)) return wording.month.format(from);
  return from === to ? wording.day.format(from) : wording.range(wording.day, from, to);
}

const isWholeMonth = (from: Day, to: Day): boolean =>
  isFirstOf('month', from) && isLastOf('month', to) && from < to && to - from < 31 * DAY;

function describeYearly(span: YearlySpan, wording: Wording): string {
  const days = describeEveryYear(span, wording);
  return span.years === undefined ? days : wording.between(days, span.years.first, span.years.last);
}

function describeEveryYear(span: YearlySpan, wording: Wording): string {
  // A leap year, so that 29 February is valid.
  const [from, to] = [dayIn(`2000-${span.yearlyFrom}`), dayIn(`2000-${span.yearlyTo}`)];
  const { yearlyDay, yearlyMonth } = wording;
  if (from === to) return wording.every(yearlyDay.format(from));
  if (isWholeMonth(from, to)) return wording.every(yearlyMonth.format(from));
  // Intl would reverse a range that crosses the turn of the year.
  return wording.every(
    from < to
      ? wording.range(yearlyDay, from, to)
      : `${yearlyDay.format(from)}${wording.to}${yearlyDay.format(to)}`,
  );
}
