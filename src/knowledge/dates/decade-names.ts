import { CHINESE_DIGITS } from '../../domain/chinese-number.ts';
import { fold } from '../../domain/fold.ts';

const WORDS = ['twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies', 'eighties', 'nineties'];
/** The first of these is of the twenties. */
const FIRST_WORD = 2;
/** 20年代 is of this century. */
const FIRST_CHINESE = 3;
const LONG = /^(1[89]\d|20\d)0(?:s|er(?: jahre)?|年代)$/u;
/** Before the fifties it is rather an age. */
const SHORT = /^([5-9])0(?:s|er(?: jahre)?|年代)$/u;
const CHINESE = new RegExp(`^([${CHINESE_DIGITS}])十年代$`, 'u');

/** The first year of a decade: 1950 of "1950s", "'50s", "fifties", "50er", 50年代; null for any other text. */
function decadeOf(text: string): number | null {
  const name = fold(text);
  const century = LONG.exec(name)?.[1];
  if (century !== undefined) return Number(century) * 10;
  const ten = SHORT.exec(name)?.[1];
  const character = CHINESE.exec(name)?.[1];
  const tens =
    ten !== undefined
      ? Number(ten)
      : character !== undefined
        ? CHINESE_DIGITS.indexOf(character)
        : WORDS.indexOf(name) + FIRST_WORD;
  return tens < FIRST_WORD || tens > 9 ? null : 1900 + tens * 10;
}

/**
 * All names of the decade that a text names, folded, as owners write them of folders and photos: of "1950s" also "50s",
 * "fifties", "1950er", 1950年代, 五十年代; empty for any other text.
 */
export function decadeNames(text: string): readonly string[] {
  const first = decadeOf(text);
  if (first === null) return [];
  const long = [`${first}s`, `${first}er`, `${first}年代`];
  const tens = (first - 1900) / 10;
  const word = WORDS[tens - FIRST_WORD];
  if (word === undefined) return long;
  const chinese = tens < FIRST_CHINESE ? [] : [`${tens}0年代`, `${CHINESE_DIGITS[tens] ?? ''}十年代`];
  return [...long, `${tens}0s`, `${tens}0er`, word, ...chinese];
}
