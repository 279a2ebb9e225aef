import { findLabels } from '../../../../src/knowledge/labels/find.ts';
import { vocabulary } from '../../../../src/knowledge/labels/vocabulary.ts';
import { countPlaces, placeOfRow } from '../../../../src/knowledge/places/gazetteer.ts';
import { createSpeller } from '../../../../src/search/suggestions/spelling.ts';
import { type SpellingTerm, spellingTermsOf } from '../../../../src/search/suggestions/spelling-terms.ts';
import { TERMS } from './terms.ts';

/** Places that are offered without a photo of them have so many people. */
const LARGE = 500_000;

export const PLACES = Array.from({ length: countPlaces() }, (_, row) => placeOfRow(row)).filter(
  ({ population }) => population >= LARGE,
);
export const isLabelWord = (word: string): boolean => findLabels(word).length > 0;
const english = (text: string): SpellingTerm => ({
  text,
  language: 'en',
  count: 1,
  isPlace: false,
  isOwn: false,
});
export const ALL_TERMS: readonly SpellingTerm[] = [
  ...TERMS.flatMap((term) => [...spellingTermsOf(term)]),
  ...PLACES.flatMap(({ key, name }) => [
    ...spellingTermsOf({ kind: 'place', key, text: name, words: [], count: 0 }),
  ]),
  ...Object.keys(vocabulary.plurals).map(english),
  ...Object.keys(vocabulary.spelling).filter(isLabelWord).map(english),
];
/** A speller that has every term that can be suggested without a photo. */
export const speller = createSpeller(ALL_TERMS, isLabelWord);
/** The text as the speller corrects it, in lower case; null where it changes nothing. */
export const corrected = (text: string): string | null =>
  speller.correct(text.split(' '))?.tokens.join(' ').toLowerCase() ?? null;
