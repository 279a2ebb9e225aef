const NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** The words that numbers are written with. */
export const NUMBER_WORDS: readonly string[] = [...NUMBERS.slice(1), 'a', 'an', 'couple', 'few'];

/** A number of days or years in a regular expression, one group: 3, three, a, a couple of, few. */
export const COUNT = `(\\d{1,3}|(?:a )?couple of|(?:a )?few|an?|${NUMBERS.slice(1).join('|')})`;

/** How many "a few" and 几 are: of what is past, and of what lies between them ago. */
export const FEW = { past: 3, ago: [5, 2] } as const;

/** The number that COUNT has found; a couple are two, a few three. */
export function countOf(text: string): number {
  if (/^\d/u.test(text)) return Number(text);
  if (text.endsWith('couple of')) return 2;
  return text.endsWith('few') ? FEW.past : Math.max(1, NUMBERS.indexOf(text));
}
