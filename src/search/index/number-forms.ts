import { findLabels } from '../../knowledge/labels/find.ts';
import { germanNumberForms } from '../../knowledge/labels/german-numbers.ts';
import { vocabulary } from '../../knowledge/labels/vocabulary.ts';
import { isEnglishWord, knownWord } from '../suggestions/known-words.ts';

/** Singulars by their plurals that no ending gives away, beside those of the vocabulary. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ...Object.entries(vocabulary.plurals),
  ...'people person|teeth tooth|feet foot|lice louse|halves half|calves calf|leaves leaf|loaves loaf|wolves wolf|shelves shelf|elves elf|selves self|knives knife|wives wife|lives life|thieves thief|scarves scarf|hooves hoof|wharves wharf|dwarves dwarf|sheaves sheaf'
    .split('|')
    .map((pair): [string, string] => {
      const [plural = '', singular = ''] = pair.split(' ');
      return [plural, singular];
    }),
]);
const PLURAL_OF: ReadonlyMap<string, string> = new Map(
  [...IRREGULAR].map(([plural, singular]) => [singular, plural]),
);

/** Words with the ending of a plural that are none, though a known word is left without it. */
export const NO_PLURALS: ReadonlySet<string> = new Set(
  'news lens mars wales alas bias iris ibis plus this thus his does goes series species means clothes jeans shorts customs'.split(
    ' ',
  ),
);

const LETTERS = /^[a-z]{3,}$/u;
const SHORT = 3;

const isPair = (singular: string, plural: string): boolean =>
  !NO_PLURALS.has(plural) &&
  ((isEnglishWord(plural) &&
    (singular.length === SHORT ? knownWord(singular) !== undefined : isEnglishWord(singular))) ||
    (findLabels(singular).length > 0 && findLabels(plural).length > 0));

function singularsOf(word: string): string[] {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return [irregular];
  const cut = (ending: RegExp, instead: string): string[] =>
    ending.test(word) ? [word.replace(ending, instead)] : [];
  return [
    ...cut(/men$/u, 'man'),
    ...cut(/ies$/u, 'y'),
    ...cut(/(?<=s|x|z|ch|sh|o)es$/u, ''),
    ...cut(/(?<!s)s$/u, ''),
  ].filter((singular) => singular.length >= SHORT && isPair(singular, word));
}

function pluralsOf(word: string): string[] {
  const irregular = PLURAL_OF.get(word);
  const regular = /man$/u.test(word)
    ? [word.replace(/man$/u, 'men')]
    : /[^aeiou]y$/u.test(word)
      ? [word.replace(/y$/u, 'ies')]
      : /(?:s|x|z|ch|sh)$/u.test(word)
        ? [`${word}es`]
        : /o$/u.test(word)
          ? [`${word}s`, `${word}es`]
          : [`${word}s`];
  return [irregular ?? [], regular.filter((plural) => isPair(word, plural))].flat();
}

/**
 * The singulars and plurals of a folded English or German word, without itself: "puppies" of "puppy" and "puppy" of
 * "puppies", hund of hunde. Both must be English words, or forms of a German noun, so that "glass" is not "glas", "news"
 * not "new", and a name only itself. Other languages have none here.
 */
export const numberForms = (word: string): readonly string[] =>
  LETTERS.test(word)
    ? [...new Set([...singularsOf(word), ...pluralsOf(word), ...germanNumberForms(word)])]
    : [];
