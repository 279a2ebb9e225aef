import { isCaption } from '../../query/captions.ts';

/**
 * Thresholds for free text, by the agreement of its words with the phrase as a whole. Scores are products of
 * embeddings, z is in standard deviations over the library; `npm run eval -- --everyday` measures their precision.
 */

/** Only the phrase supports a photo: everyday phrases reach a precision of 0.8 only from this score on. */
export const PHRASE_ALONE = 0.6;
/**
 * Nothing but the phrase states what is meant: the photo must fit it better, by the margin, than the name of every label
 * that means something else, whose cosine with the phrase is below RIVAL_COSINE. Chosen on names of things that 449
 * photos of Caltech-101 and nouns of captions show, and on names of 479 labels that no photo shows: beside a score of
 * 0.6 alone, precision 0.91 instead of 0.84, and names with a likely photo 0.10 instead of 0.15.
 */
export const PHRASE_WITHOUT_RIVAL = 0.57;
export const [RIVAL_COSINE, RIVAL_MARGIN] = [0.7, 0.05];
/** Some words have interpretations, and the photo possibly shows them. */
export const PHRASE_WITH_SOME = 0.57;
/** All of several words have interpretations, and the photo possibly shows them. */
export const PHRASE_WITH_ALL = 0.48;
/** All of several words are likely: the phrase must not contradict. */
export const LIKELY_WORDS = 0.42;
/** If all words reach this belief, the phrase is ignored, because it is weak for broad words ("animal"). */
export const SURE_WITHOUT_PHRASE = 0.95;
/** One label is likely: the phrase must at least be possible. */
export const LIKELY_LABEL = 0.33;
/** Possible by the phrase. */
export const PHRASE_POSSIBLE = 0.33;
/**
 * A photo that is possible by its words alone is a hit only from this score of the phrase on, whatever the size of the
 * library. Of 3,077 photos that one of 84 labels made possible, 1,193 are below LEAST_WITH_LABEL, of which 2 were right;
 * of the runs of words in captions with a word that no label names or names too widely, 0.03 are right below
 * LEAST_WITH_PART, and 0.02 where all of several words are possible below LEAST_WITH_WORDS.
 */
export const [LEAST_WITH_LABEL, LEAST_WITH_WORDS, LEAST_WITH_PART] = [0.1, 0.2, 0.25];
/** z-scores from which a phrase is likely or possible in this library. */
export const [Z_LIKELY, Z_POSSIBLE] = [2, 1.5];

/** Maximum evidence of a word before its weight, up or down, in standard deviations of the phrase. */
export const MOST_EVIDENCE = 3;
/** Evidence of a fact of the library (keyword, place, camera), in standard deviations. */
export const FACT_EVIDENCE = 6;
/**
 * Evidence of what the owner wrote or confirmed, for the only word of a search that means anything: more than all that a
 * label, the phrase and a fact can give together, so that it comes first.
 */
export const OWN_EVIDENCE = 24;

/**
 * Weight of the evidence of one word beside the phrase. For a single word the label dominates (2: mean average
 * precision of 45 words 0.92, like the label alone); with more words the phrase counts more, because it contains their
 * relation; for a caption only the phrase counts.
 * @param words number of words about the content of a picture
 */
export const wordWeight = (words: number): number => (isCaption(words) ? 0 : 2 / Math.max(1, words) ** 2);

/**
 * Part of that weight for labels that are broader than the word ("pagoda" of Temple), which leave open what it means.
 * Chosen on 425 names of classes and 44 things whose own label was hidden behind the one above it.
 */
export const NARROWER = 0.5;
