import { createRequire } from 'node:module';
import type * as Chrono from 'chrono-node/en';
import type { DateSpan, YearlySpan } from '../../domain/query.ts';
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
const SOME_WEEKDAY = new RegExp(`^(?:${WEEKDAY_NAME})(?: |$)`, 'u');
const WORDED = new RegExp(`\\b(?:${DAY_NAME})\\b`, 'u');
/** Chrono is slow: it is asked only for texts that consist of nothing else. */
const SHAPE = new RegExp(
  `^(?:from )?(?:(?:of|to|until|till|${MONTH_NAME}|${WEEKDAY_NAME}|${DAY_NAME}|\\d{1,4}(?:st|nd|rd|th)?|-)(?:$|[ ,]+|(?=-)|(?<=-)))+$`,
  'u',
);
const RANGE = / (?:to|until|till|through|thru|-) |-/u;
const ORDINAL_DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '([12]\\d{3})';
const MONTH_GROUP = `(${MONTH_NAME})`;
/** One date each, without weekday, comma and "of"; groups in the order of their letters: day, month, year. */
const FORMS: readonly (readonly [form: RegExp, groups: string])[] = [
  [new RegExp(`^${ORDINAL_DAY} ${MONTH_GROUP}(?: ${YEAR})?$`, 'u'), 'dmy'],
  [new RegExp(`^${MONTH_GROUP}(?: ${ORDINAL_DAY})?(?: ${YEAR})?$`, 'u'), 'mdy'],
  [new RegExp(`^${YEAR} ${MONTH_GROUP}(?: ${ORDINAL_DAY})?$`, 'u'), 'ymd'],
];
const LONE_DAY = new RegExp(`^${ORDINAL_DAY}(?: ${YEAR})?$`, 'u');
const MONTHS = MONTH_NAME.slice(0, MONTH_NAME.indexOf('|jan|')).split('|');

type Parsed = ReturnType<typeof Chrono.casual.parse>[number]['start'];

/** Loaded when a text has a month's name and a day in words: it takes 10 MB, and most have none. */
const chrono = (): typeof Chrono => createRequire(import.meta.url)('chrono-node/en') as typeof Chrono;

interface Parts {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number | undefined;
}

/**
 * English dates with a month's name, and ranges of them: "15 June 2019", "June 15th", "from 3 to 7 May", "June to
 * August 2019". Every year where none is named. Null: the text is not one, or it is a month alone.
 */
export function readMonthDay(written: string): DateSpan | YearlySpan | null {
  const months = written.match(MONTH)?.length ?? 0;
  if (months < 1 || months > 2 || !/[ -]/u.test(written)) return null;
  const text = written.replace(/\b(?:the|of) /gu, '').replace(/,(?= |$)/gu, '');
  const sides = text.replace(/^from /u, '').split(RANGE);
  const [start = '', end, ...more] = sides;
  if (more.length > 0 || months > sides.length) return null;
  const whole = end === undefined ? readSide(start) : readSides(start, end);
  if (whole !== null) return between(...whole);
  return WORDED.test(text) ? byChrono(text) : null;
}

/** The same part twice: from its beginning to its end. */
function readSide(text: string): [Parts, Parts] | null {
  const parts = readParts(text);
  return parts === null || (parts.day === undefined && parts.year === undefined) ? null : [parts, parts];
}

/** "3", "7 May 2018"; "June", "August 2019"; "June 15", "17": what one side lacks, the other has. */
function readSides(start: string, end: string): [Parts, Parts] | null {
  const [first, last] = [readParts(start), readParts(end)];
  if (first !== null && last !== null) return [first, last];
  const [, day, year] = LONE_DAY.exec(first === null ? start.replace(SOME_WEEKDAY, '') : end) ?? [];
  const other = first ?? last;
  if (day === undefined || other === null || other.day === undefined) return null;
  const lone = { ...other, day: Number(day), year: year === undefined ? other.year : Number(year) };
  return first === null ? [lone, other] : [first, lone];
}

function readParts(text: string): Parts | null {
  const bare = text.trim().replace(SOME_WEEKDAY, '');
  for (const [form, groups] of FORMS) {
    const found = form.exec(bare);
    if (found === null) continue;
    const group = (letter: string): string | undefined => found[groups.indexOf(letter) + 1];
    const number = (one: string | undefined): number | undefined =>
      one === undefined ? undefined : Number(one);
    const month = MONTHS.findIndex((name) => name.startsWith((group('m') ?? '').slice(0, 3))) + 1;
    return { month, day: number(group('d')), year: number(group('y')) };
  }
  return null;
}

/** Days of the month in words: "twenty-first of May". */
function byChrono(text: string): DateSpan | YearlySpan | null {
  if (!SHAPE.test(text)) return null;
  const [result, ...more] = chrono().casual.parse(text, REFERENCE);
  if (result === undefined || more.length > 0 || result.text.length !== text.length) return null;
  const from = partsOf(result.start, text);
  const to = result.end == null ? from : partsOf(result.end, text);
  return from === null || to === null || (to === from && from.day === undefined) ? null : between(from, to);
}

function between(from: Parts, to: Parts): DateSpan | YearlySpan | null {
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
