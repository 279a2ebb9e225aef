import type { DateSpan, QueryWord, YearlySpan } from '../../domain/query.ts';
import { YEAR_ALONE } from '../index/photo-columns.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { POSSIBLE } from './scored-set.ts';

/** A span of more years is all time, within which only what recurs counts. */
const ALL_TIME_YEARS = 100;

const yearOf = (wallClock: string): number => Number(wallClock.slice(0, 4));

const isOfEveryYear = (span: DateSpan | YearlySpan): boolean => {
  if ('yearlyFrom' in span) return span.years === undefined;
  const recurs = span.weekdays !== undefined || span.timeOfDay !== undefined;
  return recurs && yearOf(span.to) - yearOf(span.from) > ALL_TIME_YEARS;
};

/**
 * Whether a word is a date in words that comes back every year or day ("in winter", "in the evening", "at Christmas"):
 * nothing states that a photo without a date was not taken then. Digits ("24 December") ask for the date itself. The owner
 * may have written the words, too.
 */
export function comesBack({ text, interpretations }: QueryWord): boolean {
  const dates = interpretations.filter((one) => !(one.as === 'text' && one.isOwn === true));
  return (
    !/\p{N}/u.test(text) &&
    dates.length > 0 &&
    dates.every((one) => one.as === 'date' && one.date.every(isOfEveryYear))
  );
}

/**
 * Makes the photos possible of which no date is known, or only the year, unless they are likely; by ordinal, in place.
 */
export function markUndated(
  { columns: { monthDay } }: { readonly columns: Pick<PhotoIndex['columns'], 'monthDay'> },
  level: Uint8Array,
): void {
  for (let at = 0; at < level.length; at++)
    if (level[at] === 0 && (monthDay[at] === 0 || monthDay[at] === YEAR_ALONE)) level[at] = POSSIBLE;
}
