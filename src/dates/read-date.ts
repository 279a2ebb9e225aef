import type { DateMeaning, DateSpan, YearlySpan } from '../domain/query.ts';
import { DAY, type Day, dayOf, FIRST_YEAR, LAST_YEAR, spanOfDays, spanOfYears } from './calendar.ts';
import { plainText } from './plain-text.ts';
import { readChinese } from './read-chinese.ts';
import { readEnglish } from './read-english.ts';
import { readNumeric } from './read-numeric.ts';

/** In UTF-16 units. */
const LONGEST = 80;
const HAN = /\p{Script=Han}/u;
const PREPOSITION = /^(?:in|on|at|during|from) /u;
const OPEN = /^(since|after|before|until|till) (.+)$/u;
const CHINESE_OPEN = /^(.+)(以来|以后|之后|以前|之前|起)$/u;
const TO = /\.\.+|~|至|到| (?:to|until|till|-) |(?<=^\d{4})-(?=\d{4}$)|(?<=[年月日号])-/u;
const AND = /^between (.+) and (.+)$/u;

/**
 * Reads a text that is a date from its start to its end, as people write it in English or Chinese: numbers
 * (2019-06-15), months, seasons and feasts with or without a year, times back from `now` ("last week", 3天前),
 * ranges ("2018..2020", "June to August 2019", 6月到8月) and open ones ("2019..", "before 2010", 2019年以后).
 * `now` counts by its local fields. Null where the text is no date, or a word that is a thing as well ("may",
 * "march", "fall", "sun", "now"): with a year or "in" before it, it is one.
 */
export function readDate(text: string, now: Date): DateMeaning | null {
  if (text.length > LONGEST) return null;
  const plain = plainText(text);
  const today = dayOf(now);
  return (
    readOne(plain, today, false) ??
    readRange(plain, today) ??
    readOpen(plain, today) ??
    readSure(plain, today)
  );
}

function readOne(text: string, today: Day, isSure: boolean): DateMeaning | null {
  return readNumeric(text) ?? (HAN.test(text) ? readChinese : readEnglish)(text, today, isSure);
}

/** After a preposition, even "may" is a date. */
function readSure(text: string, today: Day): DateMeaning | null {
  const rest = text.replace(PREPOSITION, '');
  return rest === text ? null : readOne(rest, today, true);
}

function readRange(text: string, today: Day): DateMeaning | null {
  const [, first, second] = AND.exec(text) ?? [];
  const [from, to, ...more] =
    first !== undefined && second !== undefined
      ? [first, second]
      : text
          .replace(/^from /u, '')
          .split(TO)
          .map((side) => side.trim());
  if (from === undefined || to === undefined || more.length > 0 || from === to) return null;
  // Only the marks that stand for a range by themselves may lack a side.
  if ((from === '' || to === '') && !/\.\.|~/u.test(text)) return null;
  const left = from === '' ? years(FIRST_YEAR, FIRST_YEAR) : readOne(from, today, true);
  const right = to === '' ? years(LAST_YEAR, LAST_YEAR) : readEnd(from, to, today);
  return left === null || right === null ? null : join(left, right);
}

const years = (first: number, last: number): DateMeaning | null => {
  const span = spanOfYears(first, last);
  return span === null ? null : [span];
};

/** The end of a range, which in Chinese leaves out what the start has said: 2019年6月到8月, 5月3日至5日. */
function readEnd(from: string, to: string, today: Day): DateMeaning | null {
  const [, year = '', month = ''] = /^(.{1,8}?年)?(.{1,3}?月)?/u.exec(from) ?? [];
  const said = HAN.test(to) ? [year + month, year, ''] : [''];
  for (const start of said) {
    const meaning = readOne(start + to, today, true);
    if (meaning !== null) return meaning;
  }
  return null;
}

const isSpan = (one: DateSpan | YearlySpan | undefined): one is DateSpan =>
  one !== undefined && 'from' in one;

/** From the start of the one to the end of the other, whichever is earlier; days of every year stay such days. */
function join(left: DateMeaning, right: DateMeaning): DateMeaning | null {
  const [[a], [b]] = [left, right];
  if (left.length > 1 || right.length > 1 || a === undefined || b === undefined) return null;
  if (!isSpan(a) && !isSpan(b)) return [{ yearlyFrom: a.yearlyFrom, yearlyTo: b.yearlyTo }];
  if (!isSpan(a) || !isSpan(b)) return null;
  const [first, last] = a.from <= b.from ? [a, b] : [b, a];
  return [{ from: first.from, to: last.to }];
}

function readOpen(text: string, today: Day): DateMeaning | null {
  const [, word, rest] = OPEN.exec(text) ?? [];
  const [, chineseRest, chineseWord] = CHINESE_OPEN.exec(text) ?? [];
  const [span, ...more] = readOne(rest ?? chineseRest ?? '', today, true) ?? [];
  if (!isSpan(span) || more.length > 0) return null;
  const dayIn = (time: string): Day => Date.parse(`${time.slice(0, 10)}T00:00:00Z`);
  const [start, end] = [Date.UTC(FIRST_YEAR, 0, 1), Date.UTC(LAST_YEAR, 11, 31)];
  const open = (first: Day, last: Day): DateMeaning | null => {
    const found = spanOfDays(first, last);
    return found === null ? null : [found];
  };
  switch (word ?? chineseWord) {
    case 'since':
    case '以来':
    case '起':
      return open(dayIn(span.from), end);
    case 'after':
    case '以后':
    case '之后':
      return open(dayIn(span.to) + DAY, end);
    case 'until':
    case 'till':
      return open(start, dayIn(span.to));
    default:
      return open(start, dayIn(span.from) - DAY);
  }
}
