import { createRequire } from 'node:module';
import type * as Chrono from 'chrono-node/en';
import type { DateSpan, YearlySpan } from '../../domain/query.ts';
import { spanOf } from './calendar.ts';

/** In a leap year, so that 29 February is valid. Chrono fills in missing years from it; those are not used. */
const REFERENCE = new Date(2000, 5, 15, 12);
const MONTH_NAME =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';
const WEEKDAY_NAME =
  'sunday|monday|tuesday|wednesday|thursday|friday|saturday|sun|mon|tues?|wed|thur?s?|fri|sat';
/** Number words of days of the month. */
const DAY_NAME =
  '(?:twenty|thirty)(?:[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))?|twentieth|thirtieth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth';
/** Without a month, chrono would read ordinary words as dates ("sun", "now", "second"). */
const MONTH = new RegExp(`\\b(?:${MONTH_NAME})\\b`, 'gu');
const SOME_WEEKDAY = new RegExp(`^(?:${WEEKDAY_NAME})(?: |$)`, 'u');
const WORDED = new RegExp(`\\b(?:${DAY_NAME})\\b`, 'u');
/** Chrono is slow, so it only gets texts that consist of these words. */
const SHAPE = new RegExp(
  `^(?:from )?(?:(?:of|to|until|till|${MONTH_NAME}|${WEEKDAY_NAME}|${DAY_NAME}|\\d{1,4}(?:st|nd|rd|th)?|-)(?:$|[ ,]+|(?=-)|(?<=-)))+$`,
  'u',
);
const RANGE = / (?:to|until|till|through|thru|-) |-/u;
const ORDINAL_DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '([12]\\d{3})';
const MONTH_GROUP = `(${MONTH_NAME})`;
/** Patterns of one date without weekday, comma and "of". Groups are in the order of their letters: day, month, year. */
const FORMS: readonly (readonly [form: RegExp, groups: string])[] = [
  [new RegExp(`^${ORDINAL_DAY} ${MONTH_GROUP}(?: ${YEAR})?$`, 'u'), 'dmy'],
  [new RegExp(`^${MONTH_GROUP}(?: ${ORDINAL_DAY})?(?: ${YEAR})?$`, 'u'), 'mdy'],
  [new RegExp(`^${YEAR} ${MONTH_GROUP}(?: ${ORDINAL_DAY})?$`, 'u'), 'ymd'],
];
const LONE_DAY = new RegExp(`^${ORDINAL_DAY}(?: ${YEAR})?$`, 'u');
const MONTHS = MONTH_NAME.slice(0, MONTH_NAME.indexOf('|jan|')).split('|');

type Parsed = ReturnType<typeof Chrono.casual.parse>[number]['start'];

/**
 * Loaded on the first text with the name of a month and a day in words, because chrono takes 10 MB and most texts have
 * none.
 */
const chrono = (): typeof Chrono => createRequire(import.meta.url)('chrono-node/en') as typeof Chrono;

interface Parts {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number | undefined;
}

/**
 * Reads English dates with the name of a month, and ranges of them: "15 June 2019", "June 15th", "from 3 to 7 May",
 * "June to August 2019". Every year if none is named. Null if the text is not such a date or is a month alone.
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

/** "3", "7 May 2018"; "June", "August 2019"; "June 15", "17": each side takes what it lacks from the other. */
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

/** Reads days of the month in words: "twenty-first of May". */
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
    // A leap year, so that 29 February is valid.
    const [first, last] = [spanOf(2000, from.month, from.day), spanOf(2000, to.month, to.day)];
    return first === null || last === null || (!isOver && first.from > last.from)
      ? null
      : { yearlyFrom: first.from.slice(5, 10), yearlyTo: last.to.slice(5, 10) };
  }
  // "June to August 2019", "20 December 2018 to 5 January": only one side has the year.
  const fromYear = from.year ?? Number(to.year) - Number(isOver);
  const toYear = to.year ?? fromYear + Number(isOver);
  const [first, last] = [spanOf(fromYear, from.month, from.day), spanOf(toYear, to.month, to.day)];
  return first === null || last === null || first.from > last.from ? null : { from: first.from, to: last.to };
}

/**
 * The parts that were written; null if there is no month, or if there is an hour or a two-digit year ("June 15 90").
 */
function partsOf(parsed: Parsed, text: string): Parts | null {
  const part = (name: 'year' | 'month' | 'day'): number | undefined =>
    parsed.isCertain(name) ? (parsed.get(name) ?? undefined) : undefined;
  const [year, month, day] = [part('year'), part('month'), part('day')];
  if (month === undefined || parsed.isCertain('hour')) return null;
  if (year !== undefined && !(year >= 1000 && text.includes(String(year)))) return null;
  return { year, month, day };
}
