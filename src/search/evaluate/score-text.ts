import {
  type FreeText,
  INTERPRETATION_KINDS,
  type Interpretation,
  type QueryWord,
} from '../../domain/query.ts';
import type { PhraseScores } from './score-phrase.ts';
import { LIKELY, POSSIBLE, type ScoredSet, type Scratch, takeLower } from './scored-set.ts';
import {
  FACT_EVIDENCE,
  isCaption,
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

/** Input of one evaluation of free text: the evidence of each word with interpretations, and the phrase. */
interface Evidence {
  readonly rule: Rule;
  readonly levels: readonly Uint8Array[];
  readonly beliefs: readonly Float32Array[];
  /** Null without a phrase model or a phrase. */
  readonly phrase: PhraseScores | null;
}

/**
 * Adds up the evidence for free text, photo by photo: the z-score of the phrase in the library, and the belief of each
 * word as log odds.
 * @param words evidence of each word of the text that has interpretations, in order
 * @param phrase null without a phrase model or a phrase
 * @param below also compute probabilities of photos that are not even possible, which takes far longer
 */
export function scoreText(
  text: FreeText,
  words: readonly WordEvidence[],
  phrase: PhraseScores | null,
  scratch: Scratch,
  below: boolean,
): ScoredSet {
  const level = scratch.levels();
  const probability = scratch.probabilities();
  const evidence: Evidence = {
    rule: ruleOf(text, words.length),
    levels: words.map((word) => word.level),
    beliefs: words.map(({ belief }) => belief),
    phrase,
  };
  const found = scorePhotos(evidence, level, probability, below, scratch);
  // If no photo has all words, score the photos that have some.
  if (!found && !below && words.length > 1) scorePhotos(evidence, level, probability, true, scratch);
  for (const { denied } of words)
    for (const ordinal of denied) {
      level[ordinal] = 0;
      probability[ordinal] = 0;
    }
  // If no photo has all words, photos that have some are possible.
  if (!found && words.length > 1)
    for (let at = 0; at < level.length; at++)
      if (words.some((word) => (word.level[at] as number) === LIKELY)) level[at] = POSSIBLE;
  return { level, probability, words: 1 };
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
  { rule, levels, beliefs, phrase }: Evidence,
  level: Uint8Array,
  probability: Float32Array,
  below: boolean,
  scratch: Scratch,
): boolean {
  const table = evidenceTable(wordWeight(rule.visual));
  const count = levels.length;
  const { mean, deviation, hasMean } = phrase ?? NO_PHRASE;
  const scores = phrase?.score ?? scratch.probabilities();
  const lowest = lowestOf(levels, scratch);
  let isFound = false;
  for (let at = 0; at < level.length; at++) {
    const score = scores[at] as number;
    const least = lowest[at] as number;
    // Skip most photos: neither all words nor the phrase match.
    if (least === 0 && score < PHRASE_POSSIBLE && !below) continue;
    let [evidence, facts, weakest] = [0, 0, FACT];
    for (let word = 0; word < count; word++) {
      const b = (beliefs[word] as Float32Array)[at] as number;
      if (b === FACT) facts += 1;
      if (b < weakest) weakest = b;
      evidence += table[(b * STEPS) | 0] as number;
    }
    const hasScore = score !== 0;
    const z = hasScore ? (score - mean) / deviation : 0;
    evidence += z;
    const found = rule.levelOf(
      least,
      facts > 0 || weakest >= SURE_WITHOUT_PHRASE,
      score,
      hasScore ? (hasMean ? z : Z_LIKELY) : null,
    );
    if (found > 0) isFound = true;
    level[at] = found;
    probability[at] = 1 / (1 + Math.exp(-evidence / TEMPERATURE));
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

interface Rule {
  /** Number of words about the content of a picture. */
  readonly visual: number;
  /**
   * @param least lowest level of all words
   * @param isSure a fact of the library supports the photo, or all words are certain
   * @param z null if the photo has no phrase embedding, or without a phrase
   */
  levelOf(least: number, isSure: boolean, score: number, z: number | null): number;
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
  if (covered === 0)
    return {
      visual,
      levelOf: (_least, _isSure, score, z) => (z === null ? 0 : phraseLevel(score, z, PHRASE_WITHOUT_RIVAL)),
    };
  const withPhrase = isWhole && !isNarrower && covered > 1 ? PHRASE_WITH_ALL : PHRASE_WITH_SOME;
  // A condition needs no agreement of the phrase.
  const isGraded = words.some(({ interpretations }) =>
    interpretations.some(({ as }) => INTERPRETATION_KINDS[as].isGraded),
  );
  const contradicted = !isGraded ? Number.NEGATIVE_INFINITY : covered > 1 ? LIKELY_WORDS : LIKELY_LABEL;
  return {
    visual,
    levelOf: (least, isSure, score, z) => {
      if (isWhole && least === LIKELY && (z === null || isSure || score >= contradicted)) return LIKELY;
      if (z === null) return least;
      if (isCaption(visual)) return phraseLevel(score, z, PHRASE_ALONE);
      if (least >= POSSIBLE && score >= withPhrase && z >= Z_LIKELY) return LIKELY;
      return isPossible(score, z) ? POSSIBLE : Math.min(POSSIBLE, least);
    },
  };
}

const isFact = ({ as }: Interpretation): boolean => INTERPRETATION_KINDS[as].isFact;

/** Whether all labels of a word are broader than the word. */
function isNarrow({ interpretations }: QueryWord): boolean {
  const labels = interpretations.filter((interpretation) => interpretation.as === 'label');
  return labels.length > 0 && labels.every(({ narrower }) => narrower);
}
