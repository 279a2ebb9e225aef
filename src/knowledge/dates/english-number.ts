import { ENGLISH_NUMBERS } from '../numbers/number-words.ts';

/** Number words. */
export const NUMBER_WORDS: readonly string[] = [...ENGLISH_NUMBERS, 'a', 'an', 'couple', 'few'];

/** Pattern with one group for a number of days or years: 3, three, a, a couple of, few. */
export const COUNT = `(\\d{1,3}|(?:a )?couple of|(?:a )?few|an?|${ENGLISH_NUMBERS.join('|')})`;

/** Values of "a few" and 几: how far a past period reaches, and the range for "a few … ago". */
export const FEW = { past: 3, ago: [5, 2] } as const;

/** Parses what COUNT matched; "a couple" is two, "a few" three. */
export function countOf(text: string): number {
  if (/^\d/u.test(text)) return Number(text);
  if (text.endsWith('couple of')) return 2;
  return text.endsWith('few') ? FEW.past : Math.max(1, ENGLISH_NUMBERS.indexOf(text) + 1);
}
