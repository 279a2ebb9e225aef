import { fold } from '../domain/fold.ts';
import { longestAppearanceAt } from '../knowledge/labels/appearance-words.ts';
import { find, longestWordAt } from '../knowledge/labels/find.ts';
import {
  ENGLISH_NUMBERS,
  FOREIGN_NUMBER_LANGUAGES,
  numberWordsIn,
} from '../knowledge/numbers/number-words.ts';

/** Words for no certain number, by the English one, in the languages whose numbers are read. */
const UNCERTAIN: Readonly<Record<string, string>> = {
  several:
    'mehrere einige plusieurs varios varias algunos algunas diversi diverse vários várias meerdere enkele flera',
  many: 'viele vielen beaucoup muchos muchas molti molte muitos muitas veel många',
};
/** English ones that stand before "of". */
const BEFORE_OF = ['couple', 'dozens', 'hundreds', 'lots', 'plenty'];
/** Numbers in another language that are English words for something else: Dutch eleven, Spanish eleven, Swedish six. */
const ENGLISH_TOO: ReadonlySet<string> = new Set(['elf', 'once', 'sex']);

/** Words and digits for so many, from two on, with the English word. */
function* rows(): Generator<readonly [word: string, english: string]> {
  for (const [at, english] of ENGLISH_NUMBERS.entries()) {
    if (at === 0) continue;
    yield [english, english];
    yield [String(at + 1), english];
    for (const language of FOREIGN_NUMBER_LANGUAGES)
      for (const word of numberWordsIn(language)[at] ?? [])
        if (!ENGLISH_TOO.has(word)) yield [fold(word), english];
  }
  for (const [english, words] of Object.entries(UNCERTAIN)) {
    yield [english, english];
    for (const word of words.split(' ')) yield [fold(word), english];
  }
  for (const word of BEFORE_OF) yield [word, `${word} of`];
}
const ENGLISH: ReadonlyMap<string, string> = new Map(rows());

/** "One" says of a thing that there are no more. */
const ONE: ReadonlySet<string> = new Set(['1', 'one']);
const DIGITS = /^\d{1,2}$/u;
/** Plurals that do not end as others do. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  'people:people person:people man:men woman:women child:children mouse:mice goose:geese foot:feet fish:fish sheep:sheep deer:deer ox:oxen cattle:cattle'
    .split(' ')
    .map((row): [string, string] => [row.replace(/:.*/u, ''), row.replace(/.*:/u, '')]),
);
const IRREGULAR_PLURALS: ReadonlySet<string> = new Set(IRREGULAR.values());

const CHINESE =
  /^(?:[一二两三四五六七八九十几]{1,3}|\d{1,2})(?:[只头条匹个位辆张棵名群对双艘架座朵把台件栋间杯瓶本块片根支颗株])/u;

/** A word that counts things, in English; null for other words. */
export function countInEnglish(word: string): string | null {
  const folded = fold(word);
  return ENGLISH.get(folded) ?? (ONE.has(folded) ? 'one' : DIGITS.test(folded) ? folded : null);
}

/** Whether a word counts, before a word for things of which there are so many: "two" and "dogs", "zwei" and "Hunde". */
export function isCountOf(word: string, thing: string): boolean {
  if (CHINESE.test(word)) return true;
  const count = countInEnglish(word);
  if (count === null) return false;
  return find(thing).length === 0 || (count === 'one') !== isEnglishPlural(thing);
}

const isEnglishPlural = (word: string): boolean =>
  /[^s]s$/iu.test(word) ||
  IRREGULAR_PLURALS.has(fold(word)) ||
  find(word).some(({ why }) => why === 'plural');

/** Length in UTF-16 units of a number and its measure word before a known word at an offset (两只狗); 0 if there is none. */
export function chineseCountAt(text: string, at: number): number {
  const length = CHINESE.exec(text.slice(at, at + LONGEST_CHINESE))?.[0].length ?? 0;
  const behind = at + length;
  // A single character is no known word: 三个人.
  const isBeforeThing =
    /^人(?!\p{Script=Han})/u.test(text.slice(behind, behind + 2)) ||
    longestWordAt(text, behind) > 0 ||
    longestAppearanceAt(text, behind) > 0;
  return length > 0 && isBeforeThing ? length : 0;
}
const LONGEST_CHINESE = 4;

/** The English plural of the name of a label, where the vocabulary has one. */
export const pluralOfName = (name: string): string =>
  IRREGULAR.get(name) ??
  [`${name}s`, `${name}es`, name.replace(/y$/u, 'ies')].find((form) =>
    find(form).some(({ why }) => why === 'plural'),
  ) ??
  name;
