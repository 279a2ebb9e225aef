import { DATE_PRECISIONS, type WrittenDate } from '../../domain/metadata.ts';
import { AFTERNOON, clockTime, MORNING } from './clock-time.ts';
import { isAfterMonth, LONGEST_BEFORE, lastOfSeveral } from './last-of-several.ts';
import { monthNames, plainMonth } from './month-names.ts';
import { withPlainSigns } from './plain-signs.ts';
import { type DateParts, writtenDate } from './written-date.ts';

/** In UTF-16 units; what lies behind is not read. */
const LONGEST = 300;

const YEAR = '(1[89]\\d\\d|20\\d\\d)';
const TWO = '([0-5]?\\d)';
/** What programs write between day and time: "at", "um", "à", "a las", "klockan", a marker of the half of the day. */
const CONNECTOR = `(?:[-_](?:at|um|om|à|às|alle|ore|kl)[-_]|[^\\d\\p{L}]{0,4}(?:(?:\\p{L}|[ .,'’()]){1,10}?[ .]{0,2})??)`;
/** `21.11.12`, `9.11.12 PM`, `下午9:11:12`, `21时11分12秒`, `21h11m12`; groups: half, hour, minute, second, half. */
const APART = `${CONNECTOR}(${MORNING}|${AFTERNOON})?\\s*(?<!\\d)(\\d{1,2})([-_.:∶ ]|[时時시hH点點])\\s?${TWO}(?:(?:\\3|[分분mM:.])\\s?${TWO})(?:[-_.,:]\\d{1,3}(?!\\d)|(?<=\\d\\d)\\d{3}(?!\\d)|(?!\\d))[秒초s]?(?:[\\s_]*(${MORNING}|${AFTERNOON}))?`;
/** `211112`, `211112345`; not another day (`20190714`). */
const TOGETHER =
  '[-_ T.]{0,3}(?!20[12]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d))([01]\\d|2[0-3])([0-5]\\d)([0-5]\\d)\\d{0,3}(?!\\d)';
/** `21.11`, `21h11`, `9:11 PM`. */
const MINUTES = `[-_ T,.]{0,3}(?:(?:at|um|à|om|alle) )?(?<!\\d)(${MORNING}|${AFTERNOON})?(\\d{1,2})(?:[.:hH时時点點]|시 ?)([0-5]\\d)(?![\\d.]\\d|\\d)(?:[ ]?(${MORNING}|${AFTERNOON}))?`;

const AFTER_DATE = {
  together: new RegExp(`^${TOGETHER}`, 'u'),
  apart: new RegExp(`^${APART}`, 'iu'),
  minutes: new RegExp(`^${MINUTES}`, 'iu'),
};

/** A date in a text, with the UTF-16 offsets of where it begins, and ends with its time. */
export interface DateInName {
  readonly date: WrittenDate;
  readonly start: number;
  readonly end: number;
}

interface Form {
  readonly form: RegExp;
  readonly parts: (groups: readonly string[], before: string) => DateParts | null;
}

/** A year, a day with two digits of one, or a year of an era: most texts have none. */
const WITH_YEAR = new RegExp(
  `${YEAR}|\\d\\.\\d{1,2}\\.\\d\\d|\\d{6}[-_ ]\\d{6}|picsart_\\d|\\d-(?:[\\p{L}\\p{M}]{3,14}|\\d{1,2})-\\d\\d(?!\\d)|[元\\d]年`,
  'iu',
);

/** Names of files and albums made by chance, in which digits mean nothing. */
const CHANCE =
  /(?<![\da-z])(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?=\d*[a-f])[\da-f]{14,})(?![\da-z])/giu;

const number = (text: string | undefined): number => Number(text);

/** The year before the first of an era, of Japan and of the Republic of China. */
const ERAS: ReadonlyMap<string, number> = new Map([
  ['令和', 2018],
  ['平成', 1988],
  ['昭和', 1925],
  ['大正', 1911],
  ['明治', 1867],
  ['民國', 1911],
  ['民国', 1911],
]);

/** One row a form of a day, or of what is known of one, the surest first. */
const FORMS: readonly Form[] = [
  {
    form: new RegExp(`(?<!\\d)${YEAR}(\\d\\d)(\\d\\d)(?=\\d{6,9}(?!\\d)|(?!\\d))`, 'gu'),
    parts: ([, year, month, day]) => whole(year, month, day),
  },
  {
    form: new RegExp(`(?<!\\d)${YEAR}(\\. ?|[-_/: ~,–])(\\d{1,2})\\2(\\d{1,2})(?!\\d)`, 'gu'),
    parts: ([, year, , month, day]) => whole(year, month, day),
  },
  {
    // A number of three digits counts the photos of the day.
    form: /^(20\d\d)(\d\d)(\d\d)(?=\(?\d{3}\)?(?!\d))/gu,
    parts: ([, year, month, day]) => whole(year, month, day),
  },
  {
    // `2019_0712_211112`, as cameras of cars name films.
    form: new RegExp(`(?<!\\d|\\d[-_.])${YEAR}[-_](\\d\\d)(\\d\\d)(?=[-_ ]\\d{6}(?!\\d))`, 'gu'),
    parts: ([, year, month, day]) => whole(year, month, day),
  },
  {
    form: new RegExp(
      `(${[...ERAS.keys()].join('|')})\\s?(元|\\d{1,3})\\s?年(?:\\s?(\\d{1,2})\\s?月(?:\\s?(\\d{1,2})\\s?日)?)?`,
      'gu',
    ),
    parts: ([, era = '', nth, month, day]) => ({
      year: (ERAS.get(era) ?? Number.NaN) + (nth === '元' ? 1 : number(nth)),
      month: number(month),
      day: number(day),
    }),
  },
  {
    form: new RegExp(
      `(?<!\\d)${YEAR}\\s?[年년](?!代)\\s?(?:(\\d{1,2})\\s?[月월](?:\\s?(\\d{1,2})\\s?[日号號일])?)?`,
      'gu',
    ),
    parts: ([, year, month, day]) => ({ year: number(year), month: number(month), day: number(day) }),
  },
  {
    form: new RegExp(`(?<!\\d)(\\d{1,2}) tháng (\\d{1,2})(?:,| năm)? ${YEAR}(?!\\d)`, 'giu'),
    parts: ([, day, month, year]) => whole(year, month, day),
  },
  {
    form: new RegExp(`(?<![\\d.])(\\d{1,2})(\\. ?|[-_/ ])(\\d{1,2})\\2${YEAR}(?!\\d)`, 'gu'),
    parts: ([, first, mark = '', second, year], before) => {
      const isDayFirst = mark.startsWith('.') || before.endsWith('@');
      return dayLast(number(year), number(first), number(second), isDayFirst);
    },
  },
  {
    // Three digits behind it count the photos of the day: phones that name so put the day first.
    form: /(?<!\d)(\d\d)(\d\d)((?:19|20)\d\d)(\(?\d{3}\)?(?!\d))?(?!\d)/gu,
    parts: ([, first, second, year, counter]) =>
      dayLast(number(year), number(first), number(second), counter !== undefined),
  },
];

/** With two digits of the year: `12.07.19`, `190712_211112`, `Picsart_19-07-12_21-11-12`. */
const SHORT: readonly Form[] = [
  {
    form: /(?<![\d.\p{L}])(\d{1,2})\.(\d{1,2})\.(\d\d)(?![\d\p{L}]|\.\d)/gu,
    parts: ([, day, month, year], before) =>
      // Else it is a time of day.
      / (?:at|um|om|o|kl\.|à|às|alle|las|в|v) $/u.test(` ${before}`)
        ? null
        : whole(fullYear(year), month, day),
  },
  {
    form: /(?<![\d.-])(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[-_ ](?:[01]\d|2[0-3])(?:[0-5]\d){2}(?!\d))/gu,
    parts: ([, year, month, day]) => whole(fullYear(year), month, day),
  },
  {
    form: /(?<=picsart_)(\d\d)-(\d\d)-(\d\d)(?=_\d\d-)/giu,
    parts: ([, year, month, day]) => whole(fullYear(year), month, day),
  },
  {
    // `Photo on 7-13-19 at 9.11 PM`
    form: /(?<=\p{L} )(\d{1,2})-(\d{1,2})-(\d\d)(?= at \d)/gu,
    parts: ([, first, second, year]) => dayLast(number(fullYear(year)), number(first), number(second), false),
  },
  {
    // `12-Jul-19`
    form: /(?<![\d\p{L}-])(\d{1,2})-(\p{L}{3,12})-(\d\d)(?![\d\p{L}])/gu,
    parts: ([, day, name, year]) => named(fullYear(year), name, day),
  },
];
/** Two digits from this on are years of the last century. */
const LAST_CENTURY = 60;

function fullYear(digits: string | undefined): string {
  return `${number(digits) < LAST_CENTURY ? 20 : 19}${digits}`;
}

/** `12. Juli 2019`, `Juli 2019`, `July 12, 2019`, `2019 July 12`, `2019-Jul-12`; the name is looked up. */
const NAMED: readonly Form[] = [
  {
    form: new RegExp(
      `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|º)?[-_. ]{0,2}(?:de |of )?([\\p{L}\\p{M}]{3,14})\\.?,?[-_ ]?(?:de |del )?${YEAR}(?!\\d)`,
      'giu',
    ),
    parts: ([, day, name, year]) => named(year, name, day),
  },
  {
    form: new RegExp(
      `(?<!\\p{L})([\\p{L}\\p{M}]{3,14})\\.?[-_ ](\\d{1,2})(?:st|nd|rd|th)?,?[-_ ]${YEAR}(?!\\d)`,
      'giu',
    ),
    parts: ([, name, day, year]) => named(year, name, day),
  },
  {
    form: new RegExp(
      `(?<!\\d)${YEAR}(?:\\. ?|[-_ ]?)([\\p{L}\\p{M}]{3,14})(?:[-_ ]?(\\d{1,2})(?!\\d))?`,
      'gu',
    ),
    parts: ([, year, name, day]) => named(year, name, day),
  },
  {
    form: new RegExp(`(?<!\\p{L})([\\p{L}\\p{M}]{3,14})\\.?,?[-_ ]?(?:de |del )?${YEAR}(?!\\d)`, 'gu'),
    parts: ([, name, year], before) =>
      isAfterMonth(before) && named(year, name, undefined) !== null
        ? { year: number(year) }
        : named(year, name, undefined),
  },
];

/** `2019-07`, `2019_07`, `07-2019`. */
const MONTHS: readonly Form[] = [
  {
    form: new RegExp(`(?<!\\d|\\d[-_.])${YEAR}([-_.])(0?[1-9]|1[0-2])(?!\\d|\\2\\d)`, 'gu'),
    parts: ([, year, , month]) => ({ year: number(year), month: number(month) }),
  },
  {
    form: new RegExp(`(?<!\\d|\\d[-_.])(0[1-9]|1[0-2])[-_.]${YEAR}(?!\\d|[-_.]\\d)`, 'gu'),
    parts: ([, month, year]) => ({ year: number(year), month: number(month) }),
  },
];

function whole(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): DateParts | null {
  const parts = { year: number(year), month: number(month), day: number(day) };
  return parts.month >= 1 && parts.day >= 1 ? parts : null;
}

/**
 * A date with the year last. A number before a point is a day; with another mark either number can be the day, unless
 * one is above 12 or both are equal: then only the year is sure.
 */
function dayLast(year: number, first: number, second: number, isDayFirst: boolean): DateParts | null {
  if (first < 1 || second < 1) return null;
  if (isDayFirst || first === second || first > 12) return { year, month: second, day: first };
  return second > 12 ? { year, month: first, day: second } : { year };
}

function named(
  year: string | undefined,
  name: string | undefined,
  day: string | undefined,
): DateParts | null {
  const month = monthNames().get(plainMonth(name ?? ''));
  if (month === undefined) return null;
  return { year: number(year), month, ...(day === undefined ? {} : { day: number(day) }) };
}

/**
 * Finds the dates of a text that people or programs name files by: `IMG_20190712_211112`, `2019-07-12 at 9.11.12 PM`,
 * `12.07.2019`, `2019年7月12日`, `12. Juli 2019`, `2019-07`. No relative dates, and no year alone. In the order of the
 * text.
 */
export function findWrittenDates(written: string): DateInName[] {
  const text = withPlainSigns(written.slice(0, LONGEST).normalize('NFKC')).replace(CHANCE, (chance) =>
    ' '.repeat(chance.length),
  );
  if (!WITH_YEAR.test(text)) return [];
  const hasLetters = /[\p{L}\p{M}]{3}/u.test(text);
  const found: DateInName[] = [];
  for (const { form, parts } of [...FORMS, ...(hasLetters ? NAMED : []), ...MONTHS, ...SHORT])
    for (const match of text.matchAll(form)) {
      const start = match.index;
      const behind = start + match[0].length;
      if (found.some((other) => start < other.end && behind > other.start)) continue;
      const before = text.slice(Math.max(0, start - LONGEST_BEFORE), start);
      const numbers = parts(match, before);
      const one = numbers === null ? null : withTime(lastOfSeveral(numbers, before), text, behind);
      if (one !== null) found.push({ date: one.date, start, end: one.end });
    }
  return found.sort((a, b) => a.start - b.start);
}

/** The date with the time behind it, where there is one that exists. */
function withTime(parts: DateParts, text: string, behind: number): { date: WrittenDate; end: number } | null {
  const day = writtenDate(parts);
  if (day === null || day.precision !== 'day') return day === null ? null : { date: day, end: behind };
  const rest = text.slice(behind, behind + 60);
  const time = timeIn(rest, day.local.slice(2, 10).replaceAll('-', ''));
  if (time === null) return { date: day, end: behind };
  const date = writtenDate({ ...parts, ...time.clock });
  return date === null ? null : { date, end: behind + time.length };
}

function timeIn(
  rest: string,
  sameDay: string,
): { clock: ReturnType<typeof clockTime>; length: number } | null {
  const together = AFTER_DATE.together.exec(rest);
  if (together !== null) {
    const [all, hour = '', minute = '', second = ''] = together;
    // The same day again, as in LINE_ALBUM_20190712_190712_1.
    if (hour + minute + second === sameDay) return null;
    return { clock: clockTime(hour, minute, second, ''), length: all.length };
  }
  const apart = AFTER_DATE.apart.exec(rest);
  if (apart !== null) {
    const [all, before = '', hour = '', , minute = '', second = '', after = ''] = apart;
    return { clock: clockTime(hour, minute, second, before || after), length: all.length };
  }
  const minutes = AFTER_DATE.minutes.exec(rest);
  if (minutes === null) return null;
  const [all, before = '', hour = '', minute = '', after = ''] = minutes;
  return { clock: clockTime(hour, minute, undefined, before || after), length: all.length };
}

/** The finest of some dates, the first of equals; null for none. */
export function finestDate(dates: readonly WrittenDate[]): WrittenDate | null {
  const rank = (date: WrittenDate): number => DATE_PRECISIONS.indexOf(date.precision);
  return dates.reduce<WrittenDate | null>(
    (best, date) => (best === null || rank(date) > rank(best) ? date : best),
    null,
  );
}
