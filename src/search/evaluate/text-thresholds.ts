import { isCaption } from '../../query/caption.ts';

/**
 * How sure a search of free text is, from the agreement of its words' readings with the phrase as a whole. Scores
 * are products of embeddings, z is in standard deviations over the library; `npm run eval -- --everyday` measures
 * what they are worth. The phrase's own thresholds are those of models/README.md, "What is likely".
 */

/** Nothing but the phrase speaks for a photo: everyday phrases reach a precision of 0.8 only from here on. */
export const PHRASE_ALONE = 0.6;
/** Some words have readings, and the photo possibly shows them. */
export const PHRASE_WITH_SOME = 0.57;
/** All of several words have readings, and the photo possibly shows them. */
export const PHRASE_WITH_ALL = 0.48;
/** All of several words are likely: the phrase must not contradict. */
export const LIKELY_WORDS = 0.42;
/** Words of which all are believed so far need no phrase: of broad words ("animal") it says little. */
export const SURE_WITHOUT_PHRASE = 0.95;
/** One label is likely: the phrase must at least be possible. */
export const LIKELY_LABEL = 0.33;
/** Possible by the phrase. */
export const PHRASE_POSSIBLE = 0.33;
/** A phrase stands out in this library. */
export const [Z_LIKELY, Z_POSSIBLE] = [2, 1.5];

/** A word's evidence in standard deviations of the phrase: so much more or less, at most, before its weight. */
export const MOST_EVIDENCE = 3;
/** What a fact of the library is worth: a keyword, a place, a camera. */
export const FACT_EVIDENCE = 6;

/**
 * The weight of a word's evidence beside the phrase. One word with a label is its label first (2: mean average
 * precision of 45 words 0.92, as of the label alone); the more words, the more the phrase says of how they belong
 * together, and of a caption it says all.
 * @param words that say what a picture shows
 */
export const wordWeight = (words: number): number => (isCaption(words) ? 0 : 2 / Math.max(1, words) ** 2);
