import { datesInEnglish } from './foreign-dates.ts';
import { isMonth, isNamedDay, NAMED_DAYS } from './named-days.ts';

/** The name of days that come back every year, as it stands within a date. */
export interface NameInDate {
  readonly name: string;
  readonly isMonth: boolean;
}

const HAN = /\p{Script=Han}/u;
/** Some names are dates only beside a year ("Silvester"). */
const SOME_YEAR = ' 2000';

/** A name of days in English or Chinese, in lower case; null for all other texts. */
function daysIn(text: string): string | null {
  if (/\p{N}/u.test(text)) return null;
  if (HAN.test(text)) return NAMED_DAYS.has(text) ? text : null;
  const dates = datesInEnglish(text + SOME_YEAR).flatMap((date) =>
    date.endsWith(SOME_YEAR) ? date.slice(0, -SOME_YEAR.length) : [],
  );
  return [...dates, text.toLowerCase()].find(isNamedDay) ?? null;
}

/**
 * The name of a feast, a season or a month within a date: "Weihnachten" of "Weihnachten 2018", 春节 of 2018年春节; the longest,
 * without small words beside it. Null where there is none.
 */
export function nameInDate(text: string): NameInDate | null {
  const words = [...text.matchAll(HAN.test(text) ? /\p{Script=Han}/gu : /\S+/gu)];
  const parts = words.flatMap(({ index: start }, from) =>
    words.slice(from).flatMap(({ index, 0: last }) => {
      const name = text.slice(start, index + last.length);
      const days = daysIn(name);
      return days === null ? [] : [{ name, days }];
    }),
  );
  const [longest] = parts.toSorted((a, b) => b.name.length - a.name.length);
  if (longest === undefined) return null;
  const [shortest = longest] = parts
    .filter(({ days }) => days === longest.days)
    .sort((a, b) => a.name.length - b.name.length);
  return { name: shortest.name, isMonth: isMonth(longest.days) };
}
