import {
  type FreeText,
  INTERPRETATION_KINDS,
  type Interpretation,
  type QueryWord,
} from '../../domain/query.ts';
import type { PhraseScores } from './phrase-scorer.ts';
import { LIKELY, POSSIBLE, type ScoredSet, type Scratch, takeLower } from './scored-set.ts';
import {
  FACT_EVIDENCE,
  isCaption,
  LEAST_WITH_LABEL,
  LEAST_WITH_PART,
  LEAST_WITH_WORDS,
  LIKELY_LABEL,
  LIKELY_WORDS,
  MOST_EVIDENCE,
  PHRASE_ALONE,
  PHRASE_POSSIBLE,
  PHRASE_WITH_ALL,
  PHRASE_WITH_SOME,
  PHRASE_WITHOUT_RIVAL,
  SURE_WITHOUT_PHRASE,
  wordWeight,
  Z_LIKELY,
  Z_POSSIBLE,
} from './text-thresholds.ts';
import { FACT, type WordEvidence } from './word-evidence.ts';

/** Resolution of a belief from 0 to 1; FACT is 2. */
const STEPS = 1024;
/** Number of standard deviations that multiply the odds by e. */
const TEMPERATURE = 3;
const SMALLEST = 1e-6;
/** More than the rounding of a score. */
const MARGIN = 1e-4;

/** Input of one evaluation of free text: the evidence of each word with interpretations, and the phrase. */
interface Evidence {
  readonly rule: Rule;
  /** Which photos get a probability. */
  readonly wanted: Wanted;
  readonly levels: readonly Uint8Array[];
  readonly beliefs: readonly Float32Array[];
  /** Null without a phrase model or a phrase. */
  readonly phrase: PhraseScores | null;
}

/** Which photos get a probability besides those that are at least possible. The others keep 0. */
export interface Wanted {
  /** Also photos that are not even possible, which takes far longer. */
  readonly below: boolean;
  /** Of these, only photos whose number here is not 0, by ordinal: the rest of the search excludes the others. */
  readonly among: Uint8Array | null;
}

/**
 * Adds up the evidence for free text, photo by photo: the z-score of the phrase in the library, and the belief of each
 * word as log odds.
 * @param words evidence of each word of the text that has interpretations, in order
 * @param phrase null without a phrase model or a phrase
 */
export function scoreText(
  text: FreeText,
  words: readonly WordEvidence[],
  phrase: PhraseScores | null,
  scratch: Scratch,
  wanted: Wanted,
): ScoredSet {
  const level = scratch.levels();
  const probability = scratch.probabilities();
  const evidence: Evidence = {
    rule: ruleOf(text, words.length),
    levels: words.map((word) => word.level),
    beliefs: words.map(({ belief }) => belief),
    ...{ phrase, wanted },
  };
  const found = scorePhotos(evidence, level, probability, scratch);
  // If no photo has all words, photos that have some are possible.
  const some = found || words.length < 2 ? null : anyLikely(evidence.levels, scratch);
  if (some !== null && !wanted.below) {
    const amongSome = { ...evidence, wanted: { below: true, among: some } };
    scorePhotos(amongSome, level, probability, scratch);
  }
  for (const { denied } of words)
    for (const ordinal of denied) {
      level[ordinal] = 0;
      probability[ordinal] = 0;
    }
  if (some !== null) {
    for (let at = 0; at < level.length; at++) if (some[at] === LIKELY) level[at] = POSSIBLE;
    scratch.freeLevels(some);
  }
  return { level, probability, words: 1 };
}

/** LIKELY where some word is, by ordinal; else 0. */
function anyLikely(levels: readonly Uint8Array[], scratch: Scratch): Uint8Array {
  const some = scratch.levels();
  for (const level of levels)
    for (let at = 0; at < level.length; at++) if (level[at] === LIKELY) some[at] = LIKELY;
  return some;
}

/** Lowest level of all words, by ordinal; 0 without a word. */
function lowestOf(levels: readonly Uint8Array[], scratch: Scratch): Uint8Array {
  const lowest = scratch.levels();
  const [first, ...others] = levels;
  if (first === undefined) return lowest;
  lowest.set(first);
  for (const other of others) takeLower(lowest, other);
  return lowest;
}

/** @returns whether some photo is at least possible */
function scorePhotos(
  { rule, levels, beliefs, phrase, wanted: { below, among } }: Evidence,
  level: Uint8Array,
  probability: Float32Array,
  scratch: Scratch,
): boolean {
  const table = evidenceTable(wordWeight(rule.visual));
  const count = levels.length;
  const { mean, deviation, hasMean } = phrase ?? NO_PHRASE;
  const scores = phrase?.score ?? scratch.probabilities();
  const lowest = lowestOf(levels, scratch);
  // A phrase below it is never possible. The margin is for rounding: `levelBy` decides.
  const possible = hasMean
    ? Math.max(PHRASE_POSSIBLE, mean + Z_POSSIBLE * deviation - MARGIN)
    : PHRASE_POSSIBLE;
  let isFound = false;
  for (let at = 0; at < level.length; at++) {
    const score = scores[at] as number;
    const least = lowest[at] as number;
    // Skip most photos: neither all words nor the phrase match.
    if (least === 0 && score < possible && (!below || among?.[at] === 0)) continue;
    // No destructuring and no object in this loop: it runs a million times.
    let evidence = 0;
    let hasFact = false;
    let weakest = FACT;
    for (let word = 0; word < count; word++) {
      const b = (beliefs[word] as Float32Array)[at] as number;
      if (b === FACT) hasFact = true;
      if (b < weakest) weakest = b;
      evidence += table[(b * STEPS) | 0] as number;
    }
    const hasScore = score !== 0;
    const z = hasScore ? (score - mean) / deviation : 0;
    const isSure = hasFact || weakest >= SURE_WITHOUT_PHRASE;
    const found = levelBy(rule, least, isSure, score, hasScore && !hasMean ? Z_LIKELY : z, hasScore);
    if (found > 0) isFound = true;
    level[at] = found;
    probability[at] = 1 / (1 + Math.exp(-(evidence + z) / TEMPERATURE));
  }
  scratch.freeLevels(lowest);
  if (phrase === null) scratch.freeProbabilities(scores);
  return isFound;
}

const NO_PHRASE = { mean: 0, deviation: 1, hasMean: false };

/** Evidence of a belief (in steps), in standard deviations of the phrase. */
function evidenceTable(weight: number): Float32Array {
  const table = new Float32Array(FACT * STEPS + 1);
  for (let step = 0; step <= STEPS; step++) {
    const odds = Math.log((step / STEPS + SMALLEST) / (1 - step / STEPS + SMALLEST));
    table[step] = weight * Math.max(-MOST_EVIDENCE, Math.min(MOST_EVIDENCE, odds));
  }
  table[FACT * STEPS] = FACT_EVIDENCE;
  return table;
}

/** How the level of a photo follows from the words and the phrase. */
interface Rule {
  /** Number of words about the content of a picture. */
  readonly visual: number;
  /** No word has an interpretation, or the text is a caption: the phrase decides alone where a photo has a score. */
  readonly byPhrase: boolean;
  /** Score from which the phrase alone makes a photo likely. */
  readonly phraseAlone: number;
  /** Every word has interpretations, so that photos of which all words are likely are likely. */
  readonly isWhole: boolean;
  /** Score from which the phrase makes a photo likely of which all words are possible. */
  readonly withPhrase: number;
  /** Score below which the phrase contradicts likely words. */
  readonly contradicted: number;
  /** Score from which a photo of which all words are possible is possible. */
  readonly leastWithWords: number;
}

/**
 * Level of a photo.
 * @param least lowest level of all words
 * @param isSure a fact of the library supports the photo, or all words are certain
 * @param hasScore false if the photo has no phrase embedding, or without a phrase: then score and z are 0
 */
function levelBy(
  rule: Rule,
  least: number,
  isSure: boolean,
  score: number,
  z: number,
  hasScore: boolean,
): number {
  if (rule.isWhole && least === LIKELY && (!hasScore || isSure || score >= rule.contradicted)) return LIKELY;
  if (!hasScore) return least;
  if (rule.byPhrase) return phraseLevel(score, z, rule.phraseAlone);
  if (least >= POSSIBLE && score >= rule.withPhrase && z >= Z_LIKELY) return LIKELY;
  const isAgreed = isSure || (rule.isWhole && least === LIKELY) || score >= rule.leastWithWords;
  if (least >= POSSIBLE && isAgreed) return POSSIBLE;
  return isPossible(score, z) ? POSSIBLE : 0;
}

const isPossible = (score: number, z: number): boolean => score >= PHRASE_POSSIBLE && z >= Z_POSSIBLE;

/** Level by the phrase alone. */
function phraseLevel(score: number, z: number, likely: number): number {
  if (score >= likely && z >= Z_LIKELY) return LIKELY;
  return isPossible(score, z) ? POSSIBLE : 0;
}

function ruleOf({ words }: FreeText, covered: number): Rule {
  const isNarrower = words.some(isNarrow);
  const isWhole = covered === words.length;
  const visual = words.filter(
    ({ interpretations }) => interpretations.length === 0 || !interpretations.every(isFact),
  ).length;
  // A condition needs no agreement of the phrase.
  const isGraded = words.some(({ interpretations }) =>
    interpretations.some(({ as }) => INTERPRETATION_KINDS[as].isGraded),
  );
  return {
    visual,
    byPhrase: covered === 0 || isCaption(visual),
    phraseAlone: covered === 0 ? PHRASE_WITHOUT_RIVAL : PHRASE_ALONE,
    isWhole: covered > 0 && isWhole,
    withPhrase: isWhole && !isNarrower && covered > 1 ? PHRASE_WITH_ALL : PHRASE_WITH_SOME,
    leastWithWords: !isGraded
      ? Number.NEGATIVE_INFINITY
      : !isWhole || isNarrower
        ? LEAST_WITH_PART
        : covered > 1
          ? LEAST_WITH_WORDS
          : LEAST_WITH_LABEL,
    contradicted: !isGraded ? Number.NEGATIVE_INFINITY : covered > 1 ? LIKELY_WORDS : LIKELY_LABEL,
  };
}

const isFact = ({ as }: Interpretation): boolean => INTERPRETATION_KINDS[as].isFact;

/** Whether all labels of a word are broader than the word. */
function isNarrow({ interpretations }: QueryWord): boolean {
  const labels = interpretations.filter((interpretation) => interpretation.as === 'label');
  return labels.length > 0 && labels.every(({ narrower }) => narrower);
}
