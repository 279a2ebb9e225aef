import { CHINESE_NUMBER, chineseNumber } from '../../domain/chinese-number.ts';
import type { ResolvedDate } from '../../domain/query.ts';
import {
  DAY,
  type Day,
  dayIn,
  FIRST_YEAR,
  rollingSpan,
  spanOfDays,
  spanOfYears,
  type Unit,
  unitSpan,
} from './calendar.ts';
import { CHINESE_UNITS } from './chinese-units.ts';
import { COUNT, countOf, FEW } from './english-number.ts';

const AGE = `${COUNT} (day|week|month|quarter|year|decade)s?`;
const OLDER = new RegExp(
  `^(?:(?:older|earlier) than ${AGE}(?: old| ago)?|(?:more than|over|at least) ${AGE} (?:ago|old)|${AGE} (?:or|and) older)$`,
  'u',
);
const NEWER = new RegExp(
  `^(?:(?:newer|younger|later|more recent) than ${AGE}(?: old| ago)?|(?:no|not) older than ${AGE}|(?:less than|under|at most|not more than|no more than) ${AGE} (?:ago|old))$`,
  'u',
);
const PAST = new RegExp(`^(?:last|past|previous) ${AGE}$`, 'u');

const FEW_AGO = /^(?:(?:a )?few (day|week|month|year)s ago|几个?(天|日|周|星期|礼拜|月|年)[之以]?前)$/u;

const CHINESE_AGE = `${CHINESE_NUMBER}个?半?(天|日|周|星期|礼拜|月|季度|年)`;
const CHINESE_OLDER = new RegExp(
  `^(?:(?:超过|早于|大于|多于)${CHINESE_AGE}(?:[之以]?前)?|${CHINESE_AGE}(?:多|以上|多以|以上以)(?:[之以]?前)?)$`,
  'u',
);
const CHINESE_NEWER = new RegExp(
  `^(?:(?:不到|不超过|少于|小于|不足)${CHINESE_AGE}(?:[之以]?前)?|(?:最近|过去|近|这)?(?:的)?${CHINESE_AGE}[之以]?(?:内|来))$`,
  'u',
);
const CHINESE_PAST = new RegExp(
  `^(?:最近|过去|近|这|最近这|过去的|最近的)(?:${CHINESE_AGE}|(几)个?(天|日|周|星期|礼拜|月|年))$`,
  'u',
);

/**
 * Reads an age, counted back from `today`: "older than 5 years", "more than two years ago", "newer than 3 months", "the
 * last 2 weeks", 五年以上, 三个月内, 最近两年. Null if the text is not an age.
 */
export function readAge(text: string, today: Day): ResolvedDate | null {
  const [, unit, chineseUnit = ''] = FEW_AGO.exec(text) ?? [];
  const few = unit ?? CHINESE_UNITS[chineseUnit];
  if (few !== undefined) {
    const [first, last] = FEW.ago.map((count) => unitSpan(today, few as Unit, -count));
    return first == null || last == null ? null : [{ from: first.from, to: last.to }];
  }
  return /\p{Script=Han}/u.test(text) ? readChineseAge(text, today) : readEnglishAge(text, today);
}

function readEnglishAge(text: string, today: Day): ResolvedDate | null {
  const [count, unit] = (PAST.exec(text) ?? NEWER.exec(text) ?? []).slice(1).filter(isGiven);
  if (count !== undefined && unit !== undefined) return newer(today, countOf(count), unit);
  const [oldCount, oldUnit] = (OLDER.exec(text) ?? []).slice(1).filter(isGiven);
  return oldCount === undefined || oldUnit === undefined ? null : older(today, countOf(oldCount), oldUnit);
}

function readChineseAge(text: string, today: Day): ResolvedDate | null {
  // Matches half a year, but not the first or second half of one.
  const plain = text.replace(/(?<![上下])半年/u, '6个月');
  const [count, unit] = (CHINESE_PAST.exec(plain) ?? CHINESE_NEWER.exec(plain) ?? [])
    .slice(1)
    .filter(isGiven);
  if (count !== undefined && unit !== undefined)
    return newer(today, count === '几' ? FEW.past : chineseNumber(count), CHINESE_UNITS[unit] ?? unit);
  const [oldCount, oldUnit] = (CHINESE_OLDER.exec(plain) ?? []).slice(1).filter(isGiven);
  return oldCount === undefined || oldUnit === undefined
    ? null
    : older(today, chineseNumber(oldCount), CHINESE_UNITS[oldUnit] ?? oldUnit);
}

const isGiven = (group: string | undefined): group is string => group !== undefined;

function rolling(today: Day, count: number, unit: string): ReturnType<typeof rollingSpan> {
  if (!(count > 0)) return null;
  return unit === 'decade'
    ? rollingSpan(today, 'year', count * 10)
    : rollingSpan(today, unit as Exclude<Unit, 'weekend'>, count);
}

function newer(today: Day, count: number, unit: string): ResolvedDate | null {
  const span = rolling(today, count, unit);
  return span === null ? null : [span];
}

function older(today: Day, count: number, unit: string): ResolvedDate | null {
  const recent = rolling(today, count, unit);
  const first = spanOfYears(FIRST_YEAR, FIRST_YEAR);
  if (recent === null || first === null) return null;
  const span = spanOfDays(dayIn(first.from), dayIn(recent.from) - DAY);
  return span === null ? null : [span];
}
