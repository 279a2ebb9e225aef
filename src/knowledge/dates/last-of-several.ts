import { monthNames, plainMonth } from './month-names.ts';
import type { DateParts } from './written-date.ts';

const JOIN = '(?: ?[-–—&+/] ?| (?:to|bis|until|til|till|und|and|al|au|et) )';
/** The first of several months: "July - " before "August 2019". */
const MONTH_BEFORE = new RegExp(`(?<!\\p{L})(\\p{L}{3,12})\\.?${JOIN}$`, 'u');
/** The first of several days before the last: "12.-", "12 to ", "30.06. - ", "July 12 - ", "12 July - "; a zero before a number that stands alone counts folders. */
const DAY_BEFORE = new RegExp(
  `(?<![\\d.\\p{L}])(?:(\\p{L}{3,12})\\.? )?(?:[1-9]|[12]\\d|3[01]|0[1-9](?! ))(?!\\d)(?:st|nd|rd|th)?(?:\\.(\\d{1,2})\\.?|\\.? ?(\\p{L}{3,12})\\.?|\\.)?${JOIN}$`,
  'u',
);
/** How much before a date is looked at, in UTF-16 units. */
export const LONGEST_BEFORE = 40;

const monthIn = (name: string | undefined): number | undefined =>
  name === undefined ? undefined : monthNames().get(plainMonth(name));

/** Whether a month ends with the last of several: "July - " before "August 2019". @param before the text before that month */
export const isAfterMonth = (before: string): boolean =>
  monthIn(MONTH_BEFORE.exec(before)?.[1]) !== undefined;

/**
 * The parts of a date that all of several days have, where it is the last of them: their month, or their year.
 * @param before the text before the date, up to it
 */
export function lastOfSeveral(date: DateParts, before: string): DateParts {
  const found = date.day === undefined ? null : DAY_BEFORE.exec(before);
  if (found === null) return date;
  const [, name, digits, ownName] = found;
  const month = digits === undefined ? (monthIn(ownName) ?? monthIn(name)) : Number(digits);
  // "12 photos - 14 July": the number belongs to another word.
  if (ownName !== undefined && month === undefined) return date;
  const { year, month: own } = date;
  return own === undefined || (month !== undefined && month !== own) ? { year } : { year, month: own };
}
