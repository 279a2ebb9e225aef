import type { ResolvedDate } from '../../domain/query.ts';
import { type Day, dayOf, spanOf, yearOf } from './calendar.ts';
import { findWrittenDates } from './find-written-dates.ts';
import { datesInEnglish } from './foreign-dates.ts';
import { plainText } from './plain-text.ts';
import { readAge } from './read-age.ts';
import { readChinese } from './read-chinese.ts';
import { readEnglish } from './read-english.ts';
import { readNumeric } from './read-numeric.ts';
import { readPart } from './read-part.ts';
import { readOpen, readRange } from './read-range.ts';
import { readNamedIn, readThisDay } from './read-yearly.ts';
import { readChineseRecurring, readEnglishRecurring } from './recurring.ts';
import { knownPart } from './written-date.ts';

/** In UTF-16 units. */
const LONGEST = 80;
/** Two dates of day, month and year. */
const MOST_NUMBERS = 6;
const HAN = /\p{Script=Han}/u;
const PREPOSITION = /^(?:in|on|at|during|from|within|over|throughout|around|circa|在|于)(?: |(?<=[在于]))/u;
const SHORT_YEAR = /(?<![\p{Script=Latin}\p{N}])['‘’`´](\d\d)(?![\p{L}\p{N}])/gu;
/** Cache of texts and their meaning on a day, because a search reads the same pieces of a text repeatedly. */
const known = new Map<string, ResolvedDate | null>();
const MOST_KNOWN = 4000;

/**
 * Reads a text that is entirely a date, in English or Chinese: numbers (2019-06-15), months, seasons and holidays with
 * or without a year, parts ("early 2019"), times relative to `now` ("last week", 3天前, "older than 5 years"), ranges
 * ("2018..2020", "June to August 2019", 6月到8月), open ranges ("2019..", "before 2010", 2019年以后), and recurring times
 * ("weekends", "Saturday mornings in summer 2019", 周末). `now` is read in local time. Null if the text is not a date, or
 * is a word that also names a thing ("may", "march", "fall", "sun", "now"): such a word requires a year or "in" before
 * it.
 */
export function readDate(text: string, now: Date): ResolvedDate | null {
  if (text.length > LONGEST || (text.match(/\d+/gu)?.length ?? 0) > MOST_NUMBERS) return null;
  const today = dayOf(now);
  const key = `${today} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const plain = plainText(text.replace(SHORT_YEAR, (_, year: string) => String(fullYear(year, today))));
  const meaning = readPlain(plain, today) ?? readForeign(plain, today);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, meaning);
  return meaning;
}

/** Year of '19: never in the future. */
function fullYear(digits: string, today: Day): number {
  const century = Math.floor(yearOf(today) / 100) * 100;
  const year = century + Number(digits);
  return year > yearOf(today) ? year - 100 : year;
}

function readPlain(text: string, today: Day): ResolvedDate | null {
  const span = readSpan(text, today, false);
  if (span !== null) return span;
  const readWithin = (rest: string): ResolvedDate | null =>
    readSpan(rest, today, true) ?? readNamedIn(rest, today, (years) => readSpan(years, today, true));
  const recurring = (HAN.test(text) ? readChineseRecurring : readEnglishRecurring)(text, readWithin);
  return recurring ?? readNamedIn(text, today, (rest) => readSpan(rest, today, true)) ?? readWritten(text);
}

/** A date in the words of another language. */
function readForeign(text: string, today: Day): ResolvedDate | null {
  for (const english of HAN.test(text) ? [] : datesInEnglish(text)) {
    const meaning = readSpan(english, today, true) ?? readPlain(english, today);
    if (meaning !== null) return meaning;
  }
  return null;
}

/** A date as files are named by it: "2019:07:12", "12. Juli 2019", 2019년 7월 12일. Digits alone are rather a part of a name. */
function readWritten(text: string): ResolvedDate | null {
  if (/^\d+$/u.test(text)) return null;
  const [found] = findWrittenDates(text);
  if (found === undefined || found.start > 0 || found.end < text.length) return null;
  const [year, month, day] = knownPart(found.date).slice(0, 10).split('-').map(Number);
  const span = spanOf(year ?? 0, month, day);
  return span === null ? null : [span];
}

/** Reads every date that does not recur; recurring dates contain one of these. */
function readSpan(text: string, today: Day, isSure: boolean): ResolvedDate | null {
  const readSide = (side: string): ResolvedDate | null => readSimple(side, today, true);
  return (
    readSimple(text, today, isSure) ??
    readThisDay(text, today) ??
    readRange(text, today, readSide) ??
    readOpen(text, today, readSide) ??
    readSure(text, today)
  );
}

/** Reads one side of a range. */
function readSimple(text: string, today: Day, isSure: boolean): ResolvedDate | null {
  const readRest = (rest: string): ResolvedDate | null => readOne(rest, today, true);
  return (
    readOne(text, today, isSure) ?? readAge(text.replace(/^the /u, ''), today) ?? readPart(text, readRest)
  );
}

function readOne(text: string, today: Day, isSure: boolean): ResolvedDate | null {
  return (
    readNumeric(text, (digits) => fullYear(digits, today)) ??
    (HAN.test(text) ? readChinese : readEnglish)(text, today, isSure)
  );
}

/** After a preposition, even "may" is a date. */
function readSure(text: string, today: Day): ResolvedDate | null {
  const rest = text.replace(PREPOSITION, '').replace(/^(?:the )?year (?=\d{4}$)/u, '');
  return rest === text ? null : readSimple(rest, today, true);
}
