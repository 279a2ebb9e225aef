import { LETTERS } from '../../domain/fold.ts';

/** Words that are often abbreviated: "St. Moritz". */
const SHORT: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  mt: 'mount',
  ft: 'fort',
  '&': 'and',
};

/** Names that are their own key: most of them. */
const PLAIN = /^(?:[a-z ]+|\p{Script=Han}+)$/u;
/** Entries of `LETTERS` with which the stored keys were built. After adding one, rebuild the data of places. */
const LETTER = /[ßæœøđðþłħıə]/gu;
const MAY_BE_SHORT = /&|\b(?:st|ste|mt|ft)\b/u;

/**
 * Key by which names of places are compared: one width, lower case, without accents, apostrophes and dots, hyphens as
 * spaces, "St" as "saint". Names with the same key are the same name.
 */
export function nameKey(name: string): string {
  const plain = foldedPlaceName(name);
  const words = MAY_BE_SHORT.test(plain)
    ? plain
        .split(' ')
        .map((word) => SHORT[word] ?? word)
        .join(' ')
    : plain;
  return words.trim();
}

/** The same with abbreviations as they are, and spaces at the ends: what the beginning of a name is compared by. */
export function foldedPlaceName(name: string): string {
  const lower = name.toLowerCase();
  return PLAIN.test(lower) ? lower : withoutTrimmings(lower);
}

const withoutTrimmings = (lower: string): string =>
  lower
    .normalize('NFKD')
    // Repeated, because normalization turned the small capital ᴭ into a large Æ.
    .toLowerCase()
    .replace(/[\p{M}'’‘`ʻʼ.·・]/gu, '')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\p{Script=Han})-(?=\p{Script=Han})/gu, '')
    .replace(/[\s\-‐-―_/,()]+/gu, ' ');
