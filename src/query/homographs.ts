import type { Interpretation } from '../domain/query.ts';
import { isCustomLabel } from '../domain/user-data.ts';
import { lazily } from '../knowledge/dates/lazily.ts';
import { type Homograph, homographsOf } from '../knowledge/labels/english-homographs.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { findForeign } from '../knowledge/labels/foreign-words.ts';
import { languagesIn } from './foreign-languages.ts';
import type { LibraryFacts } from './library-facts.ts';
import type { FoundDate } from './parse-query.ts';
import { isUndecided, isUndecidedWithoutNames } from './undecided-language.ts';

/** What stands around a word: the languages that the text is surely in, and whether the word is all of it. */
export interface TextAround {
  readonly languages: ReadonlySet<string>;
  readonly isOneWord: boolean;
  /** No word tells that the text is English: beside a year, a place or the owner's own word, one means as much as alone. */
  readonly isUndecided: () => boolean;
  /** The same where English names of places and the owner's words count as English: "see Anna". */
  readonly isUndecidedWithoutNames: () => boolean;
}

/** What stands around the words of a text. @param dates all dates of the text */
export function textAround(text: string, facts: LibraryFacts, dates: readonly FoundDate[]): TextAround {
  return {
    languages: languagesIn(text),
    isOneWord: !/\S\s+\S/u.test(text.trim()),
    isUndecided: lazily(() => isUndecided(text, facts, dates)),
    isUndecidedWithoutNames: lazily(() => isUndecidedWithoutNames(text, dates)),
  };
}

/**
 * Whether a small English word ("see") is a noun of another language here: beside words of that language, and beside what
 * says nothing of a language.
 */
export function isForeignNoun(
  text: string,
  start: number,
  { languages, isUndecided, ...around }: TextAround,
): boolean {
  const homographs = homographsOf(text);
  if (homographs.length === 0) return false;
  // At the beginning an English word has a capital, too.
  const isNoun = start > 0 && text !== text.toLowerCase() && isUndecided();
  return (
    isNoun || around.isUndecidedWithoutNames() || homographs.some(({ language }) => languages.has(language))
  );
}

const labelsOf = (homographs: readonly Homograph[], english: readonly string[]): string[] => [
  ...new Set(homographs.flatMap(({ labels }) => labels).filter((label) => !english.includes(label))),
];

/**
 * The interpretations of a word with what it means in another language where it is an English word, too: "cane" beside
 * Italian words, with an accent ("café"), and where nothing says that the text is
 * English and what it means in English is in no photo. What
 * photos show comes first.
 * @param found by the word as it is in English
 */
export function withHomographs(
  text: string,
  found: readonly Interpretation[],
  { languages, isUndecided }: TextAround,
  facts: LibraryFacts,
): readonly Interpretation[] {
  const all = homographsOf(text);
  if (all.length === 0) return found;
  const english = findLabels(text);
  const meant = all.filter(({ language }) => languages.has(language));
  const accented = all.filter(({ isAccented }) => isAccented);
  // A German noun has a capital, which people leave out where English has no thing of the name.
  const written = all.filter(
    ({ language }) => language !== 'de' || text !== text.toLowerCase() || english.length === 0,
  );
  const isShown = (labels: readonly string[]): boolean => labels.some((label) => facts.isShown(label));
  const alone = !isShown(english) && isUndecided() ? labelsOf(written, english) : [];
  // Labels by a plural alone are a guess: "singe" is a monkey, and no plural of an Indonesian lion.
  const isGuess =
    english.length === 0 && findForeign(text) === null && found.some(({ as }) => as === 'label');
  // An English word for what has no label: only where photos show what it means otherwise.
  const perhaps = english.length > 0 || isGuess || isShown(alone) ? alone : [];
  const labels = [...new Set([...labelsOf([...meant, ...accented], english), ...perhaps])];
  if (labels.length === 0) return found;
  const one: Interpretation = { as: 'label', labels, narrower: false };
  const others = found.filter(
    (other) =>
      other.as !== 'label' ||
      !(isGuess ? !other.labels.every(isCustomLabel) : isWithin(other.labels, labels)),
  );
  const isFirst = english.length === 0 || ((meant.length > 0 || isShown(labels)) && !isShown(english));
  return isFirst ? [one, ...others] : [...others, one];
}

const isWithin = (labels: readonly string[], all: readonly string[]): boolean =>
  labels.every((label) => all.includes(label));
