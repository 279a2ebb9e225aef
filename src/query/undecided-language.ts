import { fold } from '../domain/fold.ts';
import { foreignDateWords } from '../knowledge/dates/foreign-dates.ts';
import { homographsOf } from '../knowledge/labels/english-homographs.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { findForeignInAnyNumber } from '../knowledge/labels/foreign-words.ts';
import { findPlaces } from '../knowledge/places/find-places.ts';
import { placeName } from '../knowledge/places/gazetteer.ts';
import { AMBIGUOUS_FILLERS, FOREIGN_FILLERS } from './foreign-fillers.ts';
import { languagesOfArticle } from './foreign-languages.ts';
import { isEnglishGeneric, isGeneric } from './generic-words.ts';
import { isSmallWord } from './lexicon.ts';
import type { LibraryFacts } from './library-facts.ts';
import { placeUse } from './ordinary-words.ts';
import type { FoundDate } from './parse-query.ts';

/** Small words of English that other languages have, too. */
const SHARED: ReadonlySet<string> = new Set(
  'in an am on a so no me photo photos image images video videos'.split(' '),
);
/** Maximum number of words of a name. */
const LONGEST_NAME = 4;
const FIELD = /[:：]\S/u;
const WORD = /\S+/gu;
const AROUND = /^\p{P}+|\p{P}+$/gu;

/** Whether no word of a text tells that it is English: each is a number, a name, or of other languages, too. */
export const isUndecided = (text: string, facts: LibraryFacts, dates: readonly FoundDate[]): boolean =>
  areAllUndecided(text, dates, (name) => isName(name, facts));

/** The same where an English name of a place and the words of the owner count as English. */
export const isUndecidedWithoutNames = (text: string, dates: readonly FoundDate[]): boolean =>
  areAllUndecided(text, dates, isForeignPlace);

function areAllUndecided(
  text: string,
  dates: readonly FoundDate[],
  isNeutralName: (name: string) => boolean,
): boolean {
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    text: word.replace(AROUND, ''),
    isNeutral: FIELD.test(word) || isOfNoLanguage(word.replace(AROUND, ''), index, dates),
  }));
  for (let at = 0; at < words.length; ) {
    if (words[at]?.isNeutral === true) {
      at += 1;
      continue;
    }
    const name = Array.from({ length: Math.min(LONGEST_NAME, words.length - at) }, (_, more) => more + 1)
      .reverse()
      .find((length) =>
        isNeutralName(
          words
            .slice(at, at + length)
            .map((word) => word.text)
            .join(' '),
        ),
      );
    if (name === undefined) return false;
    at += name;
  }
  return true;
}

/** Whether a word alone is a number, or one that another language than English has. */
function isOfNoLanguage(word: string, at: number, dates: readonly FoundDate[]): boolean {
  // "50er" is one, too.
  if (!/\p{L}/u.test(word) || /^\d/u.test(word)) return true;
  const folded = fold(word);
  if (isOtherElsewhere(word) || SHARED.has(folded) || languagesOfArticle(word).length > 0) return true;
  if (isGeneric(word)) return !isEnglishGeneric(word);
  if (FOREIGN_FILLERS.has(folded) || AMBIGUOUS_FILLERS.has(folded)) return true;
  const isInDate = dates.some(({ start, end }) => start <= at && at < end);
  if (isInDate) return foreignDateWords().has(folded);
  return findLabels(word).length === 0 && !isSmallWord(word) && findForeignInAnyNumber(word) !== null;
}

/** Whether an English word means something else in another language: "boot", and not "animal". */
function isOtherElsewhere(word: string): boolean {
  const english = findLabels(word);
  return homographsOf(word).some(({ labels }) => !labels.every((label) => english.includes(label)));
}

/** Whether words are a place, a camera, somebody or what else the owner wrote, and no English word for a thing. */
function isName(text: string, facts: LibraryFacts): boolean {
  const isOfOwner = facts.hasWords(text) || facts.isPerson(text) || facts.ownerOf(text) !== null;
  if (facts.isKeyword(text) || facts.customLabels(text).length > 0 || facts.isCamera(text)) return true;
  if (findLabels(text).length > 0 || isSmallWord(text)) return false;
  return isOfOwner || (placeUse(text) === 'any' && findPlaces(text).length > 0);
}

/** Whether words are a place that has another name in English: Italien. */
function isForeignPlace(text: string): boolean {
  const [place] = isSmallWord(text) || findLabels(text).length > 0 ? [] : findPlaces(text);
  return place !== undefined && fold(placeName(place).en) !== fold(text);
}
