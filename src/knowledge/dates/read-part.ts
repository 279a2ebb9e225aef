import type { DateSpan, ResolvedDate, YearlySpan } from '../../domain/query.ts';
import { DAY, dayIn, partOfSpan, spanOfDays } from './calendar.ts';

/** Part of a span: number `place` (from 0) of `count` parts. */
interface Piece {
  readonly place: number;
  readonly count: number;
}

const THIRDS: readonly string[] = [
  'early|beginning|start|初|初期|上旬|初头|头|早|孟',
  'mid|middle|中|中期|中旬|仲',
  'late|end|底|末|末期|后期|下旬|尾|晚|深|暮',
];
const ORDINALS = ['first|1st', 'second|2nd', 'third|3rd', 'fourth|4th'];
const HALVES_AND_QUARTERS = /^(?:the )?(\w+) (half|quarter)(?: of)?(?: the)? (.+)$/u;
const WEEK_OF = /^(?:the )?(\w+) week (?:of|in) (.+)$/u;
const ENGLISH = /^(?:the )?(early|mid|middle|late|beginning|start|end)(?:-| of | in | )(.+)$/u;
const CHINESE = /^(.*[年月代纪度])(初期?|中期?|底|末期?|后期|[上中下]旬|头|尾)$/u;
const CHINESE_SEASON = /^(.*?)的?([初早孟仲晚深暮])([春夏秋冬])[天季]?$/u;
const CHINESE_HALF = /^(.*月|年?)([上下])半([年月])$/u;
const YEARLY: YearlySpan = { yearlyFrom: '01-01', yearlyTo: '12-31' };

/**
 * Reads a part of a date that `readRest` reads: "early 2019" (January to April), "late June", "mid 90s", "first half of
 * 2019", "second week of May 2019", 2019年初, 六月中旬, 初夏. Null if the text is not a part.
 */
export function readPart(text: string, readRest: (rest: string) => ResolvedDate | null): ResolvedDate | null {
  const [, week, month = ''] = WEEK_OF.exec(text) ?? [];
  if (week !== undefined) return each(readRest(month), (span) => weekOf(span, week));
  const found = /\p{Script=Han}/u.test(text) ? chinesePiece(text) : englishPiece(text);
  if (found === null) return null;
  const { rest, place, count } = found;
  const isYear = /^(?:the year|year|年|)$/u.test(rest);
  return each(isYear ? [YEARLY] : readRest(rest), (span) =>
    // Quarters divide a single year only.
    count === 4 && monthsApart(span) !== 11 ? null : partOfSpan(span, place, count),
  );
}

const placeIn = (names: readonly string[], name: string): number =>
  names.findIndex((each) => each.split('|').includes(name));

function englishPiece(text: string): (Piece & { readonly rest: string }) | null {
  const [, ordinal = '', unit, whole = ''] = HALVES_AND_QUARTERS.exec(text) ?? [];
  const count = unit === 'half' ? 2 : 4;
  const place = ordinal === 'last' ? count - 1 : placeIn(ORDINALS, ordinal);
  if (unit !== undefined && place >= 0 && place < count) return { rest: whole, place, count };
  const [, part, rest = ''] = ENGLISH.exec(text) ?? [];
  return part === undefined ? null : { rest, place: placeIn(THIRDS, part), count: 3 };
}

function chinesePiece(text: string): (Piece & { readonly rest: string }) | null {
  const [, halfOf = '', half, unit] = CHINESE_HALF.exec(text) ?? [];
  if (half !== undefined && (unit === '年') === !halfOf.endsWith('月'))
    return { rest: unit === '年' ? '' : halfOf, place: half === '上' ? 0 : 1, count: 2 };
  const [, year = '', seasonPart, season] = CHINESE_SEASON.exec(text) ?? [];
  if (seasonPart !== undefined)
    return { rest: `${year}${season}天`, place: placeIn(THIRDS, seasonPart), count: 3 };
  const [, rest = '', part = ''] = CHINESE.exec(text) ?? [];
  if (part === '') return null;
  // 2019年年初, 去年年底.
  return { rest: rest.replace(/年年$/u, '年'), place: placeIn(THIRDS, part), count: 3 };
}

const monthsApart = (span: DateSpan): number =>
  Number(span.to.slice(5, 7)) -
  Number(span.from.slice(5, 7)) +
  12 * (Number(span.to.slice(0, 4)) - Number(span.from.slice(0, 4)));

/** Weeks of a month count in sevens from its first day; the last week is its last seven days. */
function weekOf(span: DateSpan, ordinal: string): DateSpan | null {
  const place = placeIn(ORDINALS, ordinal);
  const [first, last] = [dayIn(span.from), dayIn(span.to)];
  if (monthsApart(span) !== 0 || last - first < 27 * DAY) return null;
  if (ordinal === 'last') return spanOfDays(last - 6 * DAY, last);
  return place < 0 ? null : spanOfDays(first + place * 7 * DAY, first + (place * 7 + 6) * DAY);
}

/** Part of the single span of a meaning; a yearly span is divided in a leap year. */
function each(
  meaning: ResolvedDate | null,
  partOf: (span: DateSpan) => DateSpan | null,
): ResolvedDate | null {
  const [one, ...more] = meaning ?? [];
  if (one === undefined || more.length > 0 || one.weekdays !== undefined || one.timeOfDay !== undefined)
    return null;
  if ('from' in one) {
    const part = partOf(one);
    return part === null ? null : [part];
  }
  const first = one.yearlyFrom > one.yearlyTo ? 1999 : 2000;
  const part = partOf({ from: `${first}-${one.yearlyFrom}T00:00:00`, to: `2000-${one.yearlyTo}T23:59:59` });
  return part === null
    ? null
    : [{ ...one, yearlyFrom: part.from.slice(5, 10), yearlyTo: part.to.slice(5, 10) }];
}
