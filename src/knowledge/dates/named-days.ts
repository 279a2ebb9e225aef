import type { DateSpan, ResolvedDate } from '../../domain/query.ts';
import { DAY, type Day, FIRST_YEAR, spanOfDays, yearOf } from './calendar.ts';
import { chineseDay } from './chinese-day.ts';
import { easter } from './easter.ts';
import { datesInEnglish } from './foreign-dates.ts';

/** Named days that recur every year: a month, a season, a holiday. */
export type NamedDays =
  /** `MM-DD` each, inclusive; if from > to, the span crosses the turn of the year. */
  | { readonly from: string; readonly to: string }
  /**
   * Computes a movable day, null if unknown for the year; `before` and `after` are numbers of days that belong to it.
   */
  | { readonly day: (year: number) => Day | null; readonly before: number; readonly after: number };

const fixed = (from: string, to = from): NamedDays => ({ from, to });
const moving = (day: (year: number) => Day | null, before = 0, after = 0): NamedDays => ({
  day,
  before,
  after,
});
const lunar = (month: number, day: number, before = 0, after = 0): NamedDays =>
  moving((year) => chineseDay(year, month, day), before, after);

/** The nth of a day of the week (Sunday 0) in a month (1 to 12). */
const nthOf =
  (nth: number, weekday: number, month: number) =>
  (year: number): Day => {
    const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
    return Date.UTC(year, month - 1, 7 * nth - 6 + ((weekday - first + 7) % 7));
  };
const thanksgiving = nthOf(4, 4, 11);

/** The fourth Sunday before Christmas. */
function firstOfAdvent(year: number): Day {
  const eve = Date.UTC(year, 11, 24);
  return eve - (new Date(eve).getUTCDay() + 21) * DAY;
}

const lastDay = (month: number): number => new Date(Date.UTC(2000, month, 0)).getUTCDate();
const pad = (n: number): string => String(n).padStart(2, '0');

/** A month (1 to 12); February includes its leap day. */
const monthDays = (month: number): NamedDays =>
  fixed(`${pad(month)}-01`, `${pad(month)}-${pad(lastDay(month))}`);

const MONTHS = [
  'january|jan',
  'february|feb',
  'march|mar',
  'april|apr',
  'may',
  'june|jun',
  'july|jul',
  'august|aug',
  'september|sep|sept',
  'october|oct',
  'november|nov',
  'december|dec',
];

/** Meteorological seasons of the northern hemisphere. Chinese holidays include their public holidays. */
const TABLE: readonly (readonly [names: string, days: NamedDays])[] = [
  ...MONTHS.map((names, place) => [names, monthDays(place + 1)] as const),
  ['spring|springtime|春天|春季', fixed('03-01', '05-31')],
  ['summer|summertime|夏天|夏季', fixed('06-01', '08-31')],
  ['summer holidays|summer vacation|summer break|暑假', fixed('07-01', '08-31')],
  ['christmas holidays|christmas break|winter break', fixed('12-20', '01-06')],
  ['autumn|fall|秋天|秋季', fixed('09-01', '11-30')],
  ['winter|wintertime|冬天|冬季', fixed('12-01', '02-29')],
  ['new years day|元旦|元旦节', fixed('01-01')],
  ['new year|new years|跨年', fixed('12-31', '01-01')],
  ['new years eve|nye|跨年夜', fixed('12-31')],
  ['valentines|valentines day|情人节', fixed('02-14')],
  ['st patricks day|saint patricks day', fixed('03-17')],
  ['epiphany|three kings day|主显节', fixed('01-06')],
  ['womens day|international womens day|妇女节|三八妇女节|三八节', fixed('03-08')],
  ['april fools|april fools day|愚人节', fixed('04-01')],
  ['mothers day|母亲节', moving(nthOf(2, 0, 5))],
  ['fathers day|父亲节', moving(nthOf(3, 0, 6))],
  ['labor day|labour day', moving(nthOf(1, 1, 9))],
  ['canada day', fixed('07-01')],
  ['bastille day', fixed('07-14')],
  ['教师节|teachers day', fixed('09-10')],
  ['all saints day|all saints|万圣日', fixed('11-01')],
  ['bonfire night|guy fawkes night', fixed('11-05')],
  ['双十一|光棍节|singles day', fixed('11-11')],
  ['st nicholas day|saint nicholas day', fixed('12-06')],
  ['清明|清明节|qingming', fixed('04-04', '04-06')],
  ['五一|五一节|五一假期|五一劳动节|劳动节', fixed('05-01', '05-05')],
  ['六一|六一儿童节|儿童节', fixed('06-01')],
  ['independence day|fourth of july', fixed('07-04')],
  ['国庆|国庆节|国庆假期|十一|十一假期|十一黄金周|national day', fixed('10-01', '10-07')],
  ['halloween|万圣节|万圣夜', fixed('10-31')],
  ['thanksgiving|thanksgiving day|感恩节', moving(thanksgiving)],
  ['black friday', moving((year) => thanksgiving(year) + DAY)],
  ['christmas|xmas|圣诞|圣诞节', fixed('12-24', '12-26')],
  ['christmas eve|xmas eve|平安夜', fixed('12-24')],
  ['christmas day|xmas day', fixed('12-25')],
  ['boxing day', fixed('12-26')],
  ['day of german unity', fixed('10-03')],
  ['assumption day', fixed('08-15')],
  ['kings day', fixed('04-27')],
  ['eve of st nicholas', fixed('12-05')],
  ['advent season', { day: firstOfAdvent, before: 0, after: 21 }],
  ['carnival season', moving(easter, 52, -46)],
  ['holy week', moving(easter, 7, 0)],
  ['good friday', moving(easter, 2, -2)],
  ['easter|复活节', moving(easter, 2, 1)],
  ['easter sunday', moving(easter)],
  ['easter monday', moving(easter, -1, 1)],
  ['shrove tuesday|mardi gras|pancake day', moving((year) => easter(year) - 47 * DAY)],
  ['ash wednesday', moving((year) => easter(year) - 46 * DAY)],
  ['ascension day', moving((year) => easter(year) + 39 * DAY)],
  ['whitsun|pentecost|whit sunday', moving((year) => easter(year) + 49 * DAY, 1, 1)],
  ['除夕|除夕夜|年三十|大年三十', lunar(1, 1, 1, -1)],
  ['春节|农历新年|spring festival|chinese new year|lunar new year|cny', lunar(1, 1, 1, 6)],
  ['元宵|元宵节|lantern festival', lunar(1, 15)],
  ['端午|端午节|dragon boat festival', lunar(5, 5)],
  ['七夕|七夕节|qixi', lunar(7, 7)],
  ['中秋|中秋节|mid-autumn|mid-autumn festival|mid autumn festival', lunar(8, 15)],
  ['重阳|重阳节', lunar(9, 9)],
  ['腊八|腊八节', lunar(12, 8)],
];

/** Keys are lower-case names without apostrophes ("new years eve"). */
export const NAMED_DAYS: ReadonlyMap<string, NamedDays> = new Map(
  TABLE.flatMap(([names, days]) => names.split('|').map((name) => [name, days] as const)),
);

const isNamed = (text: string): boolean => NAMED_DAYS.has(text.toLowerCase().replace(/['’]/gu, ''));

/** Whether a text is only the name of a holiday, season or month, which a photo may also show. */
export const isNamedDay = (text: string): boolean => isNamed(text) || datesInEnglish(text).some(isNamed);

const MONTH_NAMES: ReadonlySet<string> = new Set(MONTHS.flatMap((names) => names.split('|')));

/** Whether an English text in lower case is the name of a month. */
export const isMonth = (text: string): boolean => MONTH_NAMES.has(text);

/** Names that are ambiguous or too short when they stand alone: they require a year or "in". */
export const NOT_ALONE: ReadonlySet<string> = new Set(
  'jan feb march mar apr may jun jul aug sep sept oct nov dec fall 十一'.split(' '),
);

/**
 * Days in the year in which they begin: winter 2018 ends in 2019. Exception: new year 2019 is the one whose first of
 * January is in 2019.
 */
export function namedInYear(days: NamedDays, year: number): DateSpan | null {
  if (year < FIRST_YEAR) return null;
  if ('day' in days) {
    const day = days.day(year);
    return day === null ? null : spanOfDays(day - days.before * DAY, day + days.after * DAY);
  }
  const isOver = days.from > days.to;
  const first = isOver && days.to === '01-01' ? year - 1 : year;
  const [from = 0, to = 0] = [
    [first, days.from] as const,
    [isOver ? first + 1 : first, days.to] as const,
  ].map(([inYear, monthDay]) => {
    const [month = 0, day = 0] = monthDay.split('-').map(Number);
    // A month or season that ends on the leap day ends on the 28th in other years.
    return Date.UTC(inYear, month - 1, Math.min(day, new Date(Date.UTC(inYear, month, 0)).getUTCDate()));
  });
  return spanOfDays(from, to);
}

/** The first year of movable days that come back every year. */
export const FIRST_MOVABLE = 1990;

/** The days of every year; movable days as one span for each year from 1990 to the year after `today`. */
export function namedEveryYear(days: NamedDays, today: Day): ResolvedDate | null {
  if (!('day' in days)) return [{ yearlyFrom: days.from, yearlyTo: days.to }];
  const spans: DateSpan[] = [];
  for (let year = FIRST_MOVABLE; year <= yearOf(today) + 1; year++) {
    const span = namedInYear(days, year);
    if (span !== null) spans.push(span);
  }
  return spans.length > 0 ? spans : null;
}

/** The latest past occurrence ("last summer"); with `this` the current one, or else the one of this year. */
export function namedNear(days: NamedDays, which: 'last' | 'this', today: Day): DateSpan | null {
  const at = `${new Date(today).toISOString().slice(0, 10)}T12:00:00`;
  const year = yearOf(today);
  const near = [year + 1, year, year - 1, year - 2].map((each) => namedInYear(days, each));
  if (which === 'last') return near.find((span) => span !== null && span.to < at) ?? null;
  return near.find((span) => span !== null && span.from <= at && at <= span.to) ?? near[1] ?? null;
}
