import { CHINESE_DIGITS, CHINESE_NUMBER, chineseNumber } from '../../domain/chinese-number.ts';
import type { DateSpan, ResolvedDate } from '../../domain/query.ts';
import {
  DAY,
  type Day,
  spanOf,
  spanOfDays,
  spanOfMonths,
  spanOfYears,
  unitSpan,
  yearOf,
} from './calendar.ts';
import { CHINESE_UNITS } from './chinese-units.ts';
import { NAMED_DAYS, NOT_ALONE, namedEveryYear, namedInYear } from './named-days.ts';

const DAYS_BACK: readonly (readonly string[])[] = [['今天', '今日'], ['昨天', '昨日'], ['前天'], ['大前天']];
const YEARS_BACK = ['今年', '去年', '前年', '大前年'];
const YEAR = `(?:(\\d{4})(?:年|(?!\\d) ?)|([〇零一二三四五六七八九]{4})年|([今去前]年|大前年)|${CHINESE_NUMBER}年前)(?:的(?=.))?`;
const YEAR_REST = new RegExp(`^${YEAR}(.*)$`, 'u');
const NAME_YEAR = /^(\D+?)(\d{4})年?$/u;
const MONTH_DAY = new RegExp(`^${CHINESE_NUMBER}月(?:份|${CHINESE_NUMBER}[日号])?$`, 'u');
const QUARTER = /^(?:第?([1-4一二三四])季度|q([1-4]))$/u;
const CENTURY = /^(?:(19|20|21|十九|二十|二十一)世纪|(上|本|这)个?世纪)$/u;
const AGO = new RegExp(`^${CHINESE_NUMBER}个?(天|日|周|星期|礼拜|月|季度|年)[之以]?前$`, 'u');
const NEAR = /^(上上|上|这|本)个?(周末|周|星期|礼拜|月|季度)([一二三四五六日天])?$/u;
const DECADE = /^(上世纪|二十世纪|20世纪)?(?:(\d{2})?(\d)0|([一二三四五六七八九])十)年代$/u;

/**
 * Reads a Chinese date in plain text (see plain-text.ts). A grammar of its own, because chrono supports neither 去年 nor
 * 上个月. Months, seasons and holidays without a year recur every year; 十一 alone is a date only if `isSure`.
 */
export function readChinese(text: string, today: Day, isSure: boolean): ResolvedDate | null {
  const plain = text.replace(/(?<![上下])半年(?=[之以]?前)/u, '6个月');
  const span =
    readRelative(plain, today) ?? readInYear(text, today) ?? readDecade(text) ?? readCentury(text, today);
  if (span !== null) return [span];
  const [, month, day] = MONTH_DAY.exec(text) ?? [];
  // Any leap year: it only determines which days are valid.
  if (month !== undefined) {
    const days = spanOf(2000, chineseNumber(month), day === undefined ? undefined : chineseNumber(day));
    return days === null ? null : [{ yearlyFrom: days.from.slice(5, 10), yearlyTo: days.to.slice(5, 10) }];
  }
  const [, everyQuarter] = QUARTER.exec(text) ?? [];
  const quarter = everyQuarter === undefined ? null : spanOfQuarter(2000, everyQuarter);
  if (quarter !== null) return [{ yearlyFrom: quarter.from.slice(5, 10), yearlyTo: quarter.to.slice(5, 10) }];
  const named = NOT_ALONE.has(text) && !isSure ? undefined : NAMED_DAYS.get(text);
  return named === undefined ? null : namedEveryYear(named, today);
}

/** 2019年, 去年, 3年前, optionally with a rest: 2019年6月15日, 去年夏天, 2019年上半年; also 春节2019. */
function readInYear(text: string, today: Day): DateSpan | null {
  const [, nameBefore = '', yearAfter] = NAME_YEAR.exec(text) ?? [];
  const before = NAMED_DAYS.get(nameBefore);
  if (before !== undefined) return namedInYear(before, Number(yearAfter));
  const [, digits, characters, relative, ago, rest = ''] = YEAR_REST.exec(text) ?? [];
  let year = Number(digits);
  if (characters !== undefined)
    year = Number([...characters.replaceAll('〇', '零')].map((one) => CHINESE_DIGITS.indexOf(one)).join(''));
  if (relative !== undefined) year = yearOf(today) - YEARS_BACK.indexOf(relative);
  if (ago !== undefined) year = yearOf(today) - chineseNumber(ago);
  if (Number.isNaN(year)) return null;
  if (rest === '') return spanOf(year);
  if (rest === '上半年') return spanOfMonths(year, 1, 6);
  if (rest === '下半年') return spanOfMonths(year, 7, 12);
  const [, month, day] = MONTH_DAY.exec(rest) ?? [];
  if (month !== undefined)
    return spanOf(year, chineseNumber(month), day === undefined ? undefined : chineseNumber(day));
  const [, chineseQuarter, digitQuarter] = QUARTER.exec(rest) ?? [];
  const quarter = chineseQuarter ?? digitQuarter;
  if (quarter !== undefined) return spanOfQuarter(year, quarter);
  if (rest === '今天' || rest === '今日')
    return spanOf(year, new Date(today).getUTCMonth() + 1, new Date(today).getUTCDate());
  const days = NAMED_DAYS.get(/^[春夏秋冬]$/u.test(rest) ? `${rest}天` : rest);
  return days === undefined ? null : namedInYear(days, year);
}

/** 昨天, 3天前, 上个月, 上周五, 最近两年. */
function readRelative(text: string, today: Day): DateSpan | null {
  const back = DAYS_BACK.findIndex((names) => names.includes(text));
  if (back >= 0) return unitSpan(today, 'day', -back);
  const [, ago = '', agoUnit = ''] = AGO.exec(text) ?? [];
  if (CHINESE_UNITS[agoUnit] !== undefined)
    return unitSpan(today, CHINESE_UNITS[agoUnit], -chineseNumber(ago));
  const [, near = '', unit = '', weekday] = NEAR.exec(text) ?? [];
  const offset = near === '上上' ? -2 : near === '上' ? -1 : 0;
  if (unit === '周末' && weekday === undefined) return unitSpan(today, 'weekend', offset);
  if (CHINESE_UNITS[unit] === undefined) return null;
  const span = unitSpan(today, CHINESE_UNITS[unit], offset);
  if (weekday === undefined || span === null) return span;
  const day = Date.parse(`${span.from}Z`) + '一二三四五六日'.indexOf(weekday.replace('天', '日')) * DAY;
  return CHINESE_UNITS[unit] === 'week' ? spanOfDays(day, day) : null;
}

/** 90年代, 九十年代, 1990年代, 上世纪20年代. */
function readDecade(text: string): DateSpan | null {
  const [, old, century, ten, character] = DECADE.exec(text) ?? [];
  const tens = character === undefined ? Number(ten) : CHINESE_DIGITS.indexOf(character);
  if (Number.isNaN(tens)) return null;
  const hundreds = century !== undefined ? Number(century) : old !== undefined || tens > 2 ? 19 : 20;
  const first = hundreds * 100 + tens * 10;
  return spanOfYears(first, first + 9);
}

const spanOfQuarter = (year: number, quarter: string): DateSpan | null =>
  spanOfMonths(year, chineseNumber(quarter) * 3 - 2, chineseNumber(quarter) * 3);

/** 20世纪, 上世纪. */
function readCentury(text: string, today: Day): DateSpan | null {
  const [, written, near] = CENTURY.exec(text) ?? [];
  if (written === undefined && near === undefined) return null;
  const century =
    written === undefined ? Math.floor(yearOf(today) / 100) + Number(near !== '上') : chineseNumber(written);
  return spanOfYears((century - 1) * 100, century * 100 - 1);
}
