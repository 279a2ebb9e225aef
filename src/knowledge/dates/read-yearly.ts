import type { DateSpan, ResolvedDate } from '../../domain/query.ts';
import { type Day, dayIn, FIRST_YEAR, yearOf } from './calendar.ts';
import { COUNT, countOf } from './english-number.ts';
import {
  NAMED_DAYS,
  type NamedDays,
  NOT_ALONE,
  namedEveryYear,
  namedInYear,
  namedNear,
} from './named-days.ts';

const SAME_DAY =
  /^(?:on )?(?:this (?:day|date)(?: in (?:history|(?:other|past|previous|earlier|all) years))?|(?:today|same day|the same day) in (?:other|past|previous|earlier|all) years)$/u;
const CHINESE_SAME_DAY =
  /^(?:那年今[日天]|历史上的?今[日天]|往年的?今[日天]|历年的?今[日天]|以前的今[日天])$/u;
const LAST_FEW = new RegExp(`^(?:the )?(?:last|past|previous) ${COUNT} (.+)$`, 'u');
const AGO = new RegExp(`^${COUNT} (.+) ago$`, 'u');
const WITHIN =
  /^(.+?) (?:(?:in|of|during|from|over) )?((?:the |since|before|after|until|between|from|\d|['’]|last|past).*)$/u;
const CHINESE_WITHIN = /^(.+?)的(.+)$/u;

/** Two years as those that a winter lies in: 2018/19, 2018-2019. */
const TWO_YEARS = /^(\d{4}) ?[-–/] ?(\d{4}|\d{2})年?$/u;

/** Reads "on this day", 那年今日: the day of `today` in every earlier year. */
export function readThisDay(text: string, today: Day): ResolvedDate | null {
  if (!CHINESE_SAME_DAY.test(text) && !SAME_DAY.test(text)) return null;
  const day = new Date(today).toISOString().slice(5, 10);
  return [{ yearlyFrom: day, yearlyTo: day, years: { first: FIRST_YEAR, last: yearOf(today) - 1 } }];
}

/**
 * Reads named days in the years of a span that `readRest` reads: "christmas in the 90s", "summers since 2015", "the
 * last 3 summers", "summers", 90年代的夏天. Null if the text is not of this form.
 */
export function readNamedIn(
  text: string,
  today: Day,
  readRest: (rest: string) => ResolvedDate | null,
): ResolvedDate | null {
  const several = pluralOf(text);
  if (several !== null) return namedEveryYear(several, today);
  const [, count = '', names = ''] = LAST_FEW.exec(text) ?? [];
  const recent = pluralOf(names) ?? NAMED_DAYS.get(names);
  if (recent !== undefined) {
    const last = namedNear(recent, 'last', today);
    if (last === null) return null;
    const year = yearOf(dayIn(last.from));
    return inYears(recent, year - countOf(count) + 1, year, today);
  }
  const [, back = '', agoNames = ''] = AGO.exec(text) ?? [];
  const ago = pluralOf(agoNames) ?? NAMED_DAYS.get(agoNames);
  const latest = ago === undefined ? null : namedNear(ago, 'last', today);
  if (ago !== undefined && latest !== null) {
    const span = namedInYear(ago, yearIn(latest, ago) - countOf(back) + 1);
    return span === null ? null : [span];
  }
  const [, name = '', rest = ''] = WITHIN.exec(text) ?? [];
  const [, chineseRest = '', chineseName = ''] = CHINESE_WITHIN.exec(text) ?? [];
  const days = NAMED_DAYS.get(name) ?? pluralOf(name) ?? NAMED_DAYS.get(chineseName);
  if (days === undefined || days === null) return null;
  const [span, ...more] = readRest(chineseRest || rest) ?? [];
  if (span === undefined || !('from' in span) || more.length > 0) return null;
  const [, begun, over] = TWO_YEARS.exec(chineseRest || rest) ?? [];
  // "Winter 2018/19" is one winter.
  if (
    begun !== undefined &&
    !('day' in days) &&
    days.from > days.to &&
    Number(over) === (Number(begun) + 1) % 10 ** (over?.length ?? 0)
  ) {
    const winter = namedInYear(days, Number(begun));
    return winter === null ? null : [winter];
  }
  return inYears(days, yearOf(dayIn(span.from)), yearOf(dayIn(span.to)), today);
}

/** The year for which `namedInYear` has a span: new year 2019 begins in 2018. */
const yearIn = (span: DateSpan, days: NamedDays): number => {
  const year = yearOf(dayIn(span.from));
  return namedInYear(days, year + 1)?.from === span.from ? year + 1 : year;
};

/** "Summers", "christmases"; not "springs" and "falls", which name things. */
function pluralOf(text: string): NamedDays | null {
  const name = [/s$/u, /es$/u].map((end) => text.replace(end, '')).find((one) => NAMED_DAYS.has(one));
  if (name === undefined || name === text || NOT_ALONE.has(name) || name === 'spring') return null;
  return NAMED_DAYS.get(name) ?? null;
}

function inYears(days: NamedDays, first: number, last: number, today: Day): ResolvedDate | null {
  const found = (namedEveryYear(days, today) ?? []).flatMap((one): ResolvedDate => {
    if (!('from' in one)) return [{ ...one, years: { first, last } }];
    const year = yearOf(dayIn(one.from));
    return year >= first && year <= last ? [one] : [];
  });
  return found.length > 0 ? found : null;
}
