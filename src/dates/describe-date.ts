import type { DateMeaning, DateSpan, YearlySpan } from '../domain/query.ts';
import { DAY, type Day, FIRST_YEAR, LAST_YEAR, yearOf } from './calendar.ts';

/** How one language writes dates and what stands around them. */
interface Wording {
  readonly year: Intl.DateTimeFormat;
  readonly month: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  /** Without the year. */
  readonly yearlyMonth: Intl.DateTimeFormat;
  readonly yearlyDay: Intl.DateTimeFormat;
  readonly or: Intl.ListFormat;
  /** Between the two ends of a range. */
  readonly to: string;
  readonly range: (format: Intl.DateTimeFormat, from: Day, to: Day) => string;
  readonly every: (days: string) => string;
  readonly eachYear: (years: string) => string;
  readonly since: (day: string) => string;
  readonly until: (day: string) => string;
  readonly anyTime: string;
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

const ENGLISH: Wording = {
  ...formats('en-GB'),
  to: ' – ',
  range: (format, from, to) => format.formatRange(from, to),
  every: (days) => `every ${days}`,
  eachYear: (years) => `each year, ${years}`,
  since: (day) => `since ${day}`,
  until: (day) => `until ${day}`,
  anyTime: 'any time',
};
const chinese = formats('zh-CN');
const CHINESE: Wording = {
  ...chinese,
  to: '至',
  // Intl joins Chinese dates as 2018/12/24 – 2018/12/26.
  range: (format, from, to) => {
    const isOneYear = format === chinese.day && yearOf(from) === yearOf(to);
    return `${format.format(from)}至${(isOneYear ? chinese.yearlyDay : format).format(to)}`;
  },
  every: (days) => `每年${days}`,
  eachYear: (years) => `${years}，每年`,
  since: (day) => `${day}起`,
  until: (day) => `${day}及以前`,
  anyTime: '任何时间',
};

/** A date for people, in both languages: "June 2019", "1 June – 31 August 2026", "every December", "since 2019". */
export function describeDate(meaning: DateMeaning): { readonly en: string; readonly zh: string } {
  return { en: describe(meaning, ENGLISH), zh: describe(meaning, CHINESE) };
}

function describe(meaning: DateMeaning, wording: Wording): string {
  const [first, last] = [meaning[0], meaning.at(-1)];
  // Days that move, one span for each year: nobody reads forty dates.
  if (meaning.length > 2 && first !== undefined && 'from' in first && last !== undefined && 'from' in last)
    return wording.eachYear(wording.range(wording.year, dayIn(first.from), dayIn(last.to)));
  return wording.or.format(
    meaning.map((one) => ('from' in one ? describeSpan(one, wording) : describeYearly(one, wording))),
  );
}

const dayIn = (date: string): Day => Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
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
  // In a leap year, so that 29 February is one of its days.
  const [from, to] = [dayIn(`2000-${span.yearlyFrom}`), dayIn(`2000-${span.yearlyTo}`)];
  const { yearlyDay, yearlyMonth } = wording;
  if (from === to) return wording.every(yearlyDay.format(from));
  if (isWholeMonth(from, to)) return wording.every(yearlyMonth.format(from));
  // Over the turn of the year, Intl would turn the range round.
  return wording.every(
    from < to
      ? wording.range(yearlyDay, from, to)
      : `${yearlyDay.format(from)}${wording.to}${yearlyDay.format(to)}`,
  );
}
