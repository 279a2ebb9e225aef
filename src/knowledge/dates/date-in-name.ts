import { chineseNumber } from '../../domain/chinese-number.ts';
import { dateOfMoment } from '../../domain/date-of-moment.ts';
import type { WrittenDate } from '../../domain/metadata.ts';
import type { ResolvedDate } from '../../domain/query.ts';
import { LAST_YEAR } from './calendar.ts';
import { findDates } from './find-dates.ts';
import { findWrittenDates, finestDate } from './find-written-dates.ts';
import { writtenDate } from './written-date.ts';
import { isDecade, OPEN_SPAN, YEAR, yearInFileName } from './year-in-name.ts';

/** Context of a name. */
export interface NameContext {
  /** In ms since 1970. */
  readonly now: number;
  /** IANA name of the zone that times since 1970 are shown in; the system's if absent. */
  readonly timeZone?: string;
}

/** What of a name is read, in UTF-16 units. */
const LONGEST = 300;
/** Milliseconds since 1970, from 2001 on, in a name without other digits but a counter. */
const MILLISECONDS = /^[^\d]*(?<!\d)(\d{13})(?!\d)(?:[-_ .~]?\(?\d{0,3}\)?)?(?:\.\p{L}.*|[-_ ]\p{L}*)?$/u;
/** The same after the names of these programs, which write more around it. */
const MILLISECONDS_OF =
  /^(?:mmexport|fb_img_|wx_camera_|microMsg\.|messenger_creation_)(?:[\da-f]+_)?(\d{13})(?!\d)/iu;
/** Seconds: ten digits are read as a time only after the names of these programs. */
const SECONDS =
  /^(?:mmexport|fb_img_|wx_camera_|microMsg\.|lv_0_|faceu_|beauty_|rpreplay[-_]final)(\d{10})(?!\d)/iu;
/** "Summer '19": after a word. */
const SHORT_YEAR = /\p{L}[ _-]['’‘](\d\d)(?![\d\p{L}])/u;
/** A folder that is a year. */
const YEAR_ALONE = /^(\d{4})[年년]?$/u;
/** Folders that are named by the day on which they were filled. */
const FILLED =
  /(?:^|[^\p{L}])(?:back ?-?ups?|sicherung(?:en)?|sauvegarde|imports?|importiert|exports?|downloads?|takeout|uploads?|copied|restored?|archiv(?:e|ed)?|recovered|migration|scans?|gescannt|scanned|numérisations?)(?![\p{L}])|备份|備份|导入|导出|下载|扫描/iu;

/**
 * The date in the name of a photo's file, if it has one: `IMG_20190712_165427.jpg`, `mmexport1562926272000.jpg`,
 * `12.07.2019 Strand.jpg`, `Italy 2019.jpg`, `1964 Taufe.jpg`. A number that counts photos is no year.
 */
export function dateInFileName(name: string, context: NameContext): WrittenDate | null {
  const stem = stemOf(name);
  const epoch = epochIn(stem, context);
  if (epoch !== null) return epoch;
  const dates = findWrittenDates(stem).map(({ date }) => date);
  const written = finestDate(dates.filter((date) => !isLater(date, context.now)));
  if (written !== null && written.precision !== 'year') return written;
  const year = yearInFileName(stem);
  const named = year === null ? null : writtenDate({ year });
  if (named !== null && !isLater(named, context.now))
    return dateInWords(stem, context.now) ?? written ?? named;
  return dateInWords(stem, context.now) ?? written ?? shortYearIn(stem, context.now);
}

/** The date in the name of one folder: as in a file's name, and years: `2019-07 Sommer`, `Italy 2019`, `2019`. */
export function dateInFolderName(name: string, context: NameContext): WrittenDate | null {
  const text = name.slice(0, LONGEST).normalize('NFKC');
  if (FILLED.test(text)) return null;
  const days = findWrittenDates(text).flatMap(({ date, end }) =>
    isFirstOfSeveral(date, text.slice(end)) ? (commonPart([{ ...date, precision: 'month' }]) ?? date) : date,
  );
  const known = days.filter((date) => !isLater(date, context.now));
  if (known.length > 0) return known.length === 1 ? (known[0] ?? null) : commonPart(known);
  const digits = dateInDigits(text);
  if (digits !== null) return digits;
  return dateInWords(text, context.now) ?? yearIn(text) ?? shortYearIn(text, context.now);
}

/** The year of two digits that an apostrophe marks; one that is not over yet is of the last century. */
function shortYearIn(text: string, now: number): WrittenDate | null {
  const digits = SHORT_YEAR.exec(text)?.[1];
  if (digits === undefined || OPEN_SPAN.test(text)) return null;
  const year = 2000 + Number(digits);
  return writtenDate({ year: year > new Date(now).getUTCFullYear() ? year - 100 : year });
}

/** The first of the days of a folder, with the last one behind it: "2019.07.12-14 Rome". */
function isFirstOfSeveral({ local, precision }: WrittenDate, behind: string): boolean {
  const last = /^ ?[-–—] ?([12]\d|3[01]|0?[1-9])(?![\d.:-])/u.exec(behind)?.[1];
  return precision === 'day' && Number(last) > Number(local.slice(8, 10));
}

/**
 * Digits at the start: `201907`, `190712 Beach`, `2019_0712`, `2019 07 Beach`. Of six, a year before 1913 is rather a day of
 * this century (in `monthOf`, too).
 */
function dateInDigits(text: string): WrittenDate | null {
  const [, year, ...parts] =
    /^(19\d\d|20\d\d)(?:[-_ ](0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)| (0[1-9]|1[0-2](?= ?[-–_]))(?=[ _-]))/u.exec(
      text,
    ) ?? [];
  if (year !== undefined) {
    const [month, day, alone] = parts;
    return writtenDate({ year: Number(year), month: Number(month ?? alone), day: Number(day ?? 0) });
  }
  const [, ...digits] = /^(\d\d)(\d\d)(\d\d)(?!\d)/u.exec(text) ?? [];
  const [first = 0, second = 0, third = 0] = digits.map(Number);
  const isMonth = third >= 1 && third <= 12;
  if (isMonth && (first === 20 || (first === 19 && second > 12)))
    return writtenDate({ year: first * 100 + second, month: third });
  return second > 0 && third > 0 ? (findWrittenDates(`${digits.join('')} 000000`)[0]?.date ?? null) : null;
}

/**
 * The date in the names of the folders that a photo lies in. The innermost date counts, finer where a folder in it is
 * the month or day of a year: `2019/07/12`, `2019/07 July`.
 * @param folders names from the outermost to the innermost
 */
export function dateInFolders(folders: readonly string[], context: NameContext): WrittenDate | null {
  for (let last = folders.length - 1; last >= 0; last--) {
    const nested = nestedDate(folders.slice(Math.max(0, last - 2), last + 1));
    if (nested !== null && !isLater(nested, context.now)) return nested;
    const own = dateInFolderName(folders[last] ?? '', context);
    if (own !== null && !isLater(own, context.now)) return own;
  }
  return null;
}

const stemOf = (name: string): string => name.slice(0, LONGEST).replace(/\.[\p{L}\d]{1,5}$/u, '');

/** A day after `now` by more than any time zone. */
const isLater = ({ local }: WrittenDate, now: number): boolean =>
  Date.parse(`${local}Z`) > now + 24 * 60 * 60 * 1000;

/** `2019/07/12`, `2019/2019-07/12`, `2019/07-12 Beach`; null unless the last folder is a month or a day of a year. */
function nestedDate(folders: readonly string[]): WrittenDate | null {
  const [last = '', before = '', first = ''] = folders.toReversed();
  const ofYear = dayOfYear(last, before);
  if (ofYear !== null) return ofYear;
  const month = monthOf(before, first);
  const day = /^(0?[1-9]|[12]\d|3[01])(?![\d.]|[-_]\d)/u.exec(last)?.[1];
  if (month !== null && day !== undefined) return writtenDate({ ...month, day: Number(day) });
  const alone = monthOf(last, before);
  return alone === null ? null : writtenDate(alone);
}

/** A folder that is a day, within that of its year: `07-12`, `0712 Beach`, `12.07.`, `12. Juli`, `July 12`, `7月12日`. */
function dayOfYear(name: string, outer: string): WrittenDate | null {
  const year = yearOf(outer);
  if (year === null) return null;
  const [, month, mark, day] = /^(0[1-9]|1[0-2])([-_]?)(0[1-9]|[12]\d|3[01])(?![\d.])/u.exec(name) ?? [];
  // Below "Italy 2019", four digits without a mark count photos or folders.
  if (day !== undefined && (mark !== '' || YEAR_ALONE.test(outer)))
    return writtenDate({ year, month: Number(month), day: Number(day) });
  const [, first, second, end] =
    /^(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|[12]\d|3[01])(\.?)(?!\d)/u.exec(name) ?? [];
  if (first !== undefined) return dayAndMonth(year, Number(first), Number(second), end === '.');
  const dates = [`${year}年${name}`, `${name} ${year}`].map((text) => findWrittenDates(text)[0]);
  const found = dates.find((one) => one?.start === 0 && one.date.precision === 'day')?.date;
  // `07 July` is a month with its number.
  const isMonth = Number(/^\d{1,2}(?=[-_. ])/u.exec(name)?.[0]) === Number(found?.local.slice(5, 7));
  return found === undefined || isMonth ? null : found;
}

/** Two numbers with a point between: a point behind them means the day is first, else only one above 12 decides which it is. */
function dayAndMonth(year: number, first: number, second: number, isDayFirst: boolean): WrittenDate | null {
  if (isDayFirst || first > 12 || first === second) return writtenDate({ year, month: second, day: first });
  return writtenDate(second > 12 ? { year, month: first, day: second } : { year });
}

/** The year that a folder is, or that stands in its name: `2019`, `Photos 2019`; null for none. */
function yearOf(folder: string): number | null {
  const year =
    YEAR_ALONE.exec(folder)?.[1] ?? (FILLED.test(folder) ? undefined : yearIn(folder)?.local.slice(0, 4));
  return year === undefined ? null : Number(year);
}

/** A folder that is a month: within that of a year, or with the year in its name. */
function monthOf(name: string, outer: string): { readonly year: number; readonly month: number } | null {
  const [, ownYear, ownMonth] = /^(?!19(?:0\d|1[0-2])\d\d$)(\d{4})[-_. ]?(0[1-9]|1[0-2])$/u.exec(name) ?? [];
  if (ownMonth !== undefined) return { year: Number(ownYear), month: Number(ownMonth) };
  const year = yearOf(outer);
  if (year === null) return null;
  const [, digits] = /^(0?[1-9]|1[0-2])(?:月|월)?(?!\d|\.\d|[-_]\d)/u.exec(name) ?? [];
  // Below "Italy 2019" a number counts days.
  if (digits !== undefined && YEAR_ALONE.test(outer)) return { year, month: Number(digits) };
  const month = chineseNumber(/^([一二三四五六七八九十]{1,2})月/u.exec(name)?.[1] ?? '');
  if (month >= 1 && month <= 12) return { year, month };
  const [found] = findWrittenDates(`${name.replace(/^\d{1,2}[-_. ]+/u, '')} ${year}`);
  return found?.date.precision === 'month' && found.start === 0
    ? { year, month: Number(found.date.local.slice(5, 7)) }
    : null;
}

/** Months and days in words, as a search understands them, with a year: "Christmas 2019", "二〇一九年七月". */
function dateInWords(name: string, now: number): WrittenDate | null {
  const text = name.replaceAll('_', ' ');
  if (!/(?:\p{L}{3}|\p{Script=Han})/u.test(text) || !/\d{4}|[〇零一二三四五六七八九]{4}/u.test(text))
    return null;
  for (const { start, end, meaning } of findDates(text, new Date(now))) {
    const piece = text.slice(start, end);
    const isWorded = /\p{L}/u.test(piece) && /\d{4}|[〇零一二三四五六七八九]{4}/u.test(piece);
    const date = isWorded ? spanAsDate(meaning) : null;
    if (date !== null) return date;
  }
  return null;
}

/** The year, month or day that a span lies in; null for longer ones and for what recurs. */
function spanAsDate(meaning: ResolvedDate): WrittenDate | null {
  const [span, ...more] = meaning;
  if (span === undefined || more.length > 0 || !('from' in span) || span.weekdays || span.timeOfDay)
    return null;
  return commonPart([
    { local: span.from, precision: 'day', offset: null },
    { local: span.to, precision: 'day', offset: null },
  ]);
}

/** What some dates have in common: a day, a month, a year; null for several years. */
function commonPart(dates: readonly WrittenDate[]): WrittenDate | null {
  const same = (length: number): string | null => {
    const parts = new Set(dates.map(({ local }) => local.slice(0, length)));
    const [part = ''] = parts;
    return parts.size === 1 && !part.startsWith(String(LAST_YEAR)) ? part : null;
  };
  const [year, month, day] = [same(4), same(7), same(10)];
  if (year === null) return null;
  const coarsest = dates.some(({ precision }) => precision === 'year')
    ? 'year'
    : dates.some(({ precision }) => precision === 'month')
      ? 'month'
      : 'day';
  return writtenDate({
    year: Number(year),
    ...(month === null || coarsest === 'year' ? {} : { month: Number(month.slice(5)) }),
    ...(day === null || coarsest !== 'day' ? {} : { day: Number(day.slice(8)) }),
  });
}

/** The only year in a folder's name, unless it is an end of a span of years, or a decade. */
function yearIn(text: string): WrittenDate | null {
  const years = [...text.matchAll(YEAR)].filter(({ 0: year, index }) => {
    const around = [text[index - 1] ?? ' ', text[index + year.length] ?? ' '];
    const [before, behind] = [text.slice(0, index), text.slice(index + year.length)];
    return (
      around.every((character) => !/[\p{L}.,]/u.test(character)) &&
      !/\d[-_]$/u.test(before) &&
      !isDecade(before, year, behind)
    );
  });
  const [first] = years;
  if (first === undefined || years.length > 1 || OPEN_SPAN.test(text)) return null;
  return writtenDate({ year: Number(first[0]) });
}

function epochIn(stem: string, { now, timeZone }: NameContext): WrittenDate | null {
  const milliseconds = (MILLISECONDS.exec(stem) ?? MILLISECONDS_OF.exec(stem))?.[1];
  const seconds = SECONDS.exec(stem)?.[1];
  const time = milliseconds === undefined ? Number(seconds ?? 0) * 1000 : Number(milliseconds);
  return time >= 1e12 && time <= now + 24 * 60 * 60 * 1000 ? dateOfMoment(time, timeZone) : null;
}
