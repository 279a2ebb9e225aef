import { LETTERS } from '../../domain/fold.ts';

/** Words that are written short as often as not: "St. Moritz". */
const SHORT: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  mt: 'mount',
  ft: 'fort',
  '&': 'and',
};

/** Names that are compared as they are: most of them. */
const PLAIN = /^(?:[a-z ]+|\p{Script=Han}+)$/u;
/** Those of `LETTERS` that the stored keys were made with: another one needs the data of places to be made again. */
const LETTER = /[ßæœøđðþłħıə]/gu;
const MAY_BE_SHORT = /&|\b(?:st|ste|mt|ft)\b/u;

/**
 * The form in which the names of places are compared: one width, lower case, without accents, apostrophes and
 * dots, hyphens as spaces, "St" as "saint". Names that differ only in these are the same name.
 */
export function nameKey(name: string): string {
  const lower = name.toLowerCase();
  const plain = PLAIN.test(lower) ? lower : withoutTrimmings(lower);
  const words = MAY_BE_SHORT.test(plain)
    ? plain
        .split(' ')
        .map((word) => SHORT[word] ?? word)
        .join(' ')
    : plain;
  return words.trim();
}

const withoutTrimmings = (lower: string): string =>
  lower
    .normalize('NFKD')
    // Again: the small capital ᴭ is a large Æ by now.
    .toLowerCase()
    .replace(/[\p{M}'’‘`ʻʼ.·・]/gu, '')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\p{Script=Han})-(?=\p{Script=Han})/gu, '')
    .replace(/[\s\-‐-―_/,()]+/gu, ' ');
