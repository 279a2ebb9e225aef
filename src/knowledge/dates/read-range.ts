import type { DateSpan, ResolvedDate, YearlySpan } from '../../domain/query.ts';
import { DAY, type Day, dayIn, FIRST_YEAR, LAST_YEAR, spanOfDays, spanOfYears, yearOf } from './calendar.ts';
import { namedInYear } from './named-days.ts';

const HAN = /\p{Script=Han}/u;
const SIDES = {
  since: ['since|ever since|starting in|starting from|starting', '以来|起|开始|至今|到现在|到今天'],
  after: ['after|later than|newer than', '晚于|以后|之后|后'],
  until: ['until|till|up to|up until|through', '直到|截至|截止|截止到|为止'],
  before: ['before|prior to|earlier than|older than', '早于|以前|之前|前'],
} as const satisfies Record<string, readonly [english: string, chinese: string]>;
type Side = keyof typeof SIDES;
const ENGLISH_OPEN = new RegExp(
  `^(${Object.values(SIDES)
    .map(([words]) => words)
    .join('|')}) (.+)$`,
  'u',
);
const CHINESE_OPEN = /^[自从]?(.+?)(以来|起|开始|至今|到现在|到今天|以后|之后|后|以前|之前|前|为止)$/u;
const CHINESE_BEFORE = /^(直到|截至|截止到?|早于|晚于)(.+?)(?:为止)?$/u;
const TRAILING =
  /^(?:from |since )?(.+?) (on|onwards?|(?:and|or) (?:later|newer|after)|(?:and|or) (?:earlier|older|before))$/u;
const TO = /\.\.+|~|至|到| (?:to|until|till|through|thru|-) |(?<=^\d{4})[-/](?=\d{4}年?$)|(?<=[年月日号])-/u;
const AND = /^between (.+) and (.+)$/u;
const CHINESE_BETWEEN = /^(?:在)?(.+)[和与](.+)之间$/u;
/** Patterns of an end of a range. */
const NOW = /^(?:now|today|present|the present|今天?|现在|今日)$/u;

/** Reads one side of a range. */
type ReadSide = (text: string) => ResolvedDate | null;

/** Reads "2018..2020", "between 2018 and 2019", "June to August 2019", 2018年到2019年; `readSide` reads the sides. */
export function readRange(text: string, today: Day, readSide: ReadSide): ResolvedDate | null {
  const [, first, second] = AND.exec(text) ?? CHINESE_BETWEEN.exec(text) ?? [];
  const [from, to, ...more] =
    first !== undefined && second !== undefined
      ? [first, second]
      : text
          .replace(/^(?:from|since) /u, '')
          .replace(/^[自从由](?=.*[到至])/u, '')
          .replace(/之间$|期间$/u, '')
          .split(TO)
          .map((side) => side.trim());
  if (from === undefined || to === undefined || more.length > 0 || from === to) return null;
  // Only unambiguous range marks may lack a side.
  if ((from === '' || to === '') && !/\.\.|~/u.test(text)) return null;
  // "Between 3 and 7 May 2018": only one side has the month.
  const whole = /^\d{1,2}\D{0,2}$/u.test(from) && from !== '' ? readSide(`${from} to ${to}`) : null;
  if (whole !== null) return whole;
  const left = from === '' ? years(FIRST_YEAR, FIRST_YEAR) : readSide(from);
  if (left === null) return null;
  if (NOW.test(to)) return joinDays(left, spanOfDays(today, today));
  const right = to === '' ? years(LAST_YEAR, LAST_YEAR) : readEnd(from, to, readSide);
  return right === null ? null : join(left, right);
}

const years = (first: number, last: number): ResolvedDate | null => {
  const span = spanOfYears(first, last);
  return span === null ? null : [span];
};

/** Completes the end of a Chinese range from its start: 2019年6月到8月, 5月3日至5日. */
function readEnd(from: string, to: string, readSide: ReadSide): ResolvedDate | null {
  const [, year = '', month = ''] = /^(.{1,8}?年)?(.{1,3}?月)?/u.exec(from) ?? [];
  const starts = HAN.test(to) ? [year + month, year, ''] : [''];
  for (const start of starts) {
    const meaning = readSide(start + to);
    if (meaning !== null) return meaning;
  }
  return null;
}

const isSpan = (one: DateSpan | YearlySpan | undefined): one is DateSpan =>
  one !== undefined && 'from' in one;

const joinDays = (left: ResolvedDate, right: DateSpan | null): ResolvedDate | null =>
  right === null || !isSpan(left[0]) ? null : join(left, [right]);

/** The days of a date that is written in two ways (3/4/2005), the earlier first; null for any other date. */
function eitherDay(meaning: ResolvedDate): readonly [DateSpan, DateSpan] | null {
  const [a, b, ...more] = meaning;
  if (!isSpan(a) || !isSpan(b) || more.length > 0) return null;
  const [year, month, day] = a.from.slice(0, 10).split('-');
  const isSwapped = b.from.startsWith(`${year}-${day}-${month}T`);
  return isSwapped && [a, b].every(({ from, to }) => from.slice(0, 10) === to.slice(0, 10)) ? [a, b] : null;
}

/** One span for a date that is written in two ways, over both. */
function widened(meaning: ResolvedDate): ResolvedDate {
  const either = eitherDay(meaning);
  return either === null ? meaning : [{ from: either[0].from, to: either[1].to }];
}

/** From the earlier start to the later end; yearly days stay yearly. */
function join(from: ResolvedDate, to: ResolvedDate): ResolvedDate | null {
  const [left, right] = [widened(from), widened(to)];
  const [[a], [b]] = [left, right];
  if (left.length > 1 || right.length > 1 || a === undefined || b === undefined) return null;
  if (!isSpan(a) && !isSpan(b)) return [{ yearlyFrom: a.yearlyFrom, yearlyTo: b.yearlyTo }];
  if (!isSpan(b)) return null;
  const start = isSpan(a) ? a : latestBefore(a, b);
  if (start === null) return null;
  const [first, last] = start.from <= b.from ? [start, b] : [b, start];
  return [{ from: first.from, to: last.to }];
}

/** "June to early August 2019": only the end has the year. */
function latestBefore(yearly: YearlySpan, end: DateSpan): DateSpan | null {
  const year = yearOf(dayIn(end.from));
  const days = { from: yearly.yearlyFrom, to: yearly.yearlyTo };
  const found = [year, year - 1].map((each) => namedInYear(days, each));
  return found.find((span) => span !== null && span.from <= end.from) ?? null;
}

/** Reads "since 2018", "before June 2019", "2018 onwards", 2015年以前; `readSide` reads the date. */
export function readOpen(text: string, today: Day, readSide: ReadSide): ResolvedDate | null {
  const [, chineseWord, chineseEnd] = CHINESE_BEFORE.exec(text) ?? [];
  const [, chineseRest, chineseAfter] = CHINESE_OPEN.exec(text) ?? [];
  const [, word, rest] = ENGLISH_OPEN.exec(text) ?? [];
  const [, start, trailing] = TRAILING.exec(text) ?? [];
  const meaning = readSide(chineseEnd ?? chineseRest ?? rest ?? start ?? '');
  const side = sideOf(chineseWord ?? chineseAfter ?? word ?? trailing ?? '');
  const span = meaning === null ? null : endOf(meaning, side, today);
  if (span === null) return null;
  const [first, last] = [Date.UTC(FIRST_YEAR, 0, 1), Date.UTC(LAST_YEAR, 11, 31)];
  const [from, to] = [dayIn(span.from), dayIn(span.to)];
  const found = {
    since: () => spanOfDays(from, last),
    after: () => spanOfDays(to + DAY, last),
    until: () => spanOfDays(first, to),
    before: () => spanOfDays(first, from - DAY),
  } satisfies Record<Side, () => DateSpan | null>;
  const open = found[side]();
  return open === null ? null : [open];
}

function sideOf(word: string): Side {
  if (/^(?:and|or) (?:earlier|older|before)$/u.test(word)) return 'until';
  const sides = Object.keys(SIDES) as Side[];
  // "2018 onwards", "2018 or later".
  return sides.find((side) => SIDES[side].some((words) => words.split('|').includes(word))) ?? 'since';
}

/** The span that an open range begins or ends with; "since June" means the latest June. */
function endOf(meaning: ResolvedDate, side: Side, today: Day): DateSpan | null {
  const [one, ...more] = meaning;
  if (one === undefined || one.weekdays !== undefined || one.timeOfDay !== undefined) return null;
  if (isSpan(one) && more.length === 0) return one;
  const [earlier, later] = eitherDay(meaning) ?? [];
  if (earlier !== undefined && later !== undefined)
    return side === 'before' || side === 'until' ? later : earlier;
  if (side === 'before' || side === 'until') return null;
  const year = yearOf(today);
  const spans = isSpan(one)
    ? meaning.filter(isSpan)
    : [year - 1, year].map((each) => namedInYear({ from: one.yearlyFrom, to: one.yearlyTo }, each));
  return spans.findLast((span) => span !== null && dayIn(span.from) <= today) ?? null;
}
