import { createRequire } from 'node:module';
import type * as Chrono from 'chrono-node/en';
import type { DateSpan, YearlySpan } from '../domain/query.ts';
import { spanOf } from './calendar.ts';

/** Of a leap year, so that 29 February is a day. Chrono takes missing years from it; those are not used. */
const REFERENCE = new Date(2000, 5, 15, 12);
const MONTH_NAME =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';
const WEEKDAY_NAME =
  'sunday|monday|tuesday|wednesday|thursday|friday|saturday|sun|mon|tues?|wed|thur?s?|fri|sat';
/** Words for days of the month. */
const DAY_NAME =
  '(?:twenty|thirty)(?:[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))?|twentieth|thirtieth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth';
/** Without a month, chrono reads words as dates that mean a thing ("sun", "now", "second"). */
const MONTH = new RegExp(`\\b(?:${MONTH_NAME})\\b`, 'gu');
/** Chrono is slow: it is asked only for texts that consist of nothing else. */
const SHAPE = new RegExp(
  `^(?:from )?(?:(?:the|of|to|until|till|${MONTH_NAME}|${WEEKDAY_NAME}|${DAY_NAME}|\\d{1,4}(?:st|nd|rd|th)?|-)(?:$|[ ,]+|(?=-)|(?<=-)))+$`,
  'u',
);

type Parsed = ReturnType<typeof Chrono.casual.parse>[number]['start'];

/** Loaded when a text has a month's name: it takes 10 MB, and most have none. */
const chrono = (): typeof Chrono => createRequire(import.meta.url)('chrono-node/en') as typeof Chrono;

interface Parts {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number | undefined;
}

/**
 * English dates with a month's name, and ranges of them, by chrono: "15 June 2019", "June 15th", "from 3 to 7
 * May", "June to August 2019". Every year where none is named. Null: the text is not one, or it is a month alone.
 */
export function readMonthDay(written: string): DateSpan | YearlySpan | null {
  const text = written.replace(/\bthe /gu, '');
  const months = text.match(MONTH)?.length ?? 0;
  if (months < 1 || months > 2 || !text.includes(' ') || !SHAPE.test(text)) return null;
  if ((text.match(/\d{4}/gu)?.length ?? 0) > months) return null;
  const [result, ...more] = chrono().casual.parse(text, REFERENCE);
  if (result === undefined || more.length > 0 || result.text.length !== text.length) return null;
  const from = partsOf(result.start, text);
  const to = result.end == null ? from : partsOf(result.end, text);
  if (from === null || to === null || (to === from && from.day === undefined)) return null;
  const isOver = from.month > to.month;
  if (from.year === undefined && to.year === undefined) {
    // In a leap year, so that 29 February is a day.
    const [first, last] = [spanOf(2000, from.month, from.day), spanOf(2000, to.month, to.day)];
    return first === null || last === null || (!isOver && first.from > last.from)
      ? null
      : { yearlyFrom: first.from.slice(5, 10), yearlyTo: last.to.slice(5, 10) };
  }
  // "June to August 2019", "20 December 2018 to 5 January": the year stands on one side only.
  const fromYear = from.year ?? Number(to.year) - Number(isOver);
  const toYear = to.year ?? fromYear + Number(isOver);
  const [first, last] = [spanOf(fromYear, from.month, from.day), spanOf(toYear, to.month, to.day)];
  return first === null || last === null || first.from > last.from ? null : { from: first.from, to: last.to };
}

/** What was written; null where there is no month, an hour or a year of two digits ("June 15 90"). */
function partsOf(parsed: Parsed, text: string): Parts | null {
  const part = (name: 'year' | 'month' | 'day'): number | undefined =>
    parsed.isCertain(name) ? (parsed.get(name) ?? undefined) : undefined;
  const [year, month, day] = [part('year'), part('month'), part('day')];
  if (month === undefined || parsed.isCertain('hour')) return null;
  if (year !== undefined && !(year >= 1000 && text.includes(String(year)))) return null;
  return { year, month, day };
}
