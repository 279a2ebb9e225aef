import { type FreeText, INTERPRETATION_KINDS, type QueryWord } from '../../domain/query.ts';
import { isCaption, isShown, weighedWords } from '../../query/captions.ts';
import { isGeneric } from '../../query/generic-words.ts';
import type { PhraseScores } from './phrase-scorer.ts';
import { LIKELY, POSSIBLE, type ScoredSet, type Scratch, takeLower } from './scored-set.ts';
import {
  FACT_EVIDENCE,
  LEAST_WITH_LABEL,
  LEAST_WITH_PART,
  LEAST_WITH_WORDS,
  LIKELY_LABEL,
  LIKELY_WORDS,
  MOST_EVIDENCE,
  NARROWER,
  OWN_EVIDENCE,
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
import { FACT, NAMED, OWN, type WordEvidence } from './word-evidence.ts';

/** Resolution of a belief from 0 to 1; FACT is 2, OWN is 3. */
const STEPS = 1024;
/** Number of standard deviations that multiply the odds by e. */
const TEMPERATURE = 3;
const SMALLEST = 1e-6;

/** Input of one evaluation of free text: the evidence of each word with interpretations, and the phrase. */
interface Evidence {
  readonly rule: Rule;
  /** Which photos get a probability. */
  readonly wanted: Wanted;
  readonly levels: readonly Uint8Array[];
  readonly beliefs: readonly Float32Array[];
  /** Whether the labels of each word are broader than it. */
  readonly narrow: readonly boolean[];
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
    narrow: text.words.filter(({ interpretations }) => interpretations.length > 0).map(isNarrow),
    phrase,
    wanted,
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
  { rule, levels, beliefs, narrow, phrase, wanted }: Evidence,
  level: Uint8Array,
  probability: Float32Array,
  scratch: Scratch,
): boolean {
  const { mean, deviation } = phrase ?? NO_PHRASE;
  const scores = phrase?.score ?? scratch.probabilities();
  const lowest = lowestOf(levels, scratch);
  const byScore = levelsByScore(rule, phrase);
  const ordinals = scratch.ordinals();
  const count = listScored(ordinals, lowest, scores, byScore.possible, wanted);
  const tables = tablesOf(narrow, wordWeight(rule.visual));
  const { evidence, sure } = addBeliefs(ordinals, count, beliefs, tables, scratch);
  const { likelyFrom, possibleFrom, withoutScore } = byScore;
  let found = 0;
  for (let nth = 0; nth < count; nth++) {
    const at = ordinals[nth] as number;
    const score = scores[at] as number;
    const row = 2 * (lowest[at] as number) + Number(sure[nth] !== 0);
    const own =
      score === 0
        ? (withoutScore[row] as number)
        : Number(score >= (likelyFrom[row] as number)) + Number(score >= (possibleFrom[row] as number));
    const z = score === 0 ? 0 : (score - mean) / deviation;
    found |= own;
    level[at] = own;
    probability[at] = logistic(((evidence[nth] as number) + z) / TEMPERATURE);
  }
  scratch.freeLevels(lowest);
  scratch.freeLevels(sure);
  scratch.freeProbabilities(evidence);
  scratch.freeOrdinals(ordinals);
  if (phrase === null) scratch.freeProbabilities(scores);
  return found > 0;
}

/**
 * Lists the photos that get a level and a probability: most do not, because neither all words nor the phrase match.
 * Branch-free, which takes two thirds of the time.
 * @param lowest level of all words, by ordinal
 * @param possible score from which a phrase is possible
 * @returns how many are listed
 */
function listScored(
  ordinals: Uint32Array,
  lowest: Uint8Array,
  scores: Float32Array,
  possible: number,
  { below, among }: Wanted,
): number {
  let count = 0;
  if (!below || among !== null) {
    const others = below && among !== null ? among : lowest;
    for (let at = 0; at < lowest.length; at++) {
      ordinals[count] = at;
      count +=
        Number(lowest[at] !== 0) | Number(others[at] !== 0) | Number((scores[at] as number) >= possible);
    }
  } else for (; count < lowest.length; count++) ordinals[count] = count;
  return count;
}

/** Bits of what supports a photo: all words are certain, a fact of the library. */
const [CERTAIN, BY_FACT] = [1, 2];

/**
 * Adds up the beliefs of all words for the listed photos.
 * @param tables of each word, see `tablesOf`
 * @returns by place in the list: evidence in standard deviations of the phrase; not 0 where a fact of the library
 *   supports the photo or all words are certain
 */
function addBeliefs(
  ordinals: Uint32Array,
  count: number,
  beliefs: readonly Float32Array[],
  tables: readonly Float32Array[],
  scratch: Scratch,
): { readonly evidence: Float32Array; readonly sure: Uint8Array } {
  const evidence = scratch.probabilities();
  const sure = scratch.levels().fill(CERTAIN, 0, count);
  for (const [word, belief] of beliefs.entries()) {
    const table = tables[word] as Float32Array;
    for (let nth = 0; nth < count; nth++) {
      const b = belief[ordinals[nth] as number] as number;
      evidence[nth] = (evidence[nth] as number) + (table[(b * STEPS) | 0] as number);
      const kept = BY_FACT | Number(b >= SURE_WITHOUT_PHRASE);
      sure[nth] = ((sure[nth] as number) & kept) | (BY_FACT * Number(b > NAMED));
    }
  }
  return { evidence, sure };
}

/** Range and resolution of LOGISTIC. */
const [FARTHEST, PER_UNIT] = [16, 128];
/** 1 / (1 + e^-x) for x from -16 to 16. */
const LOGISTIC = Float64Array.from(
  { length: 2 * FARTHEST * PER_UNIT + 2 },
  (_, step) => 1 / (1 + Math.exp(FARTHEST - step / PER_UNIT)),
);

/** 1 / (1 + e^-x) within 10^-6, monotonic. `Math.exp` takes three times as long. */
function logistic(x: number): number {
  const place = (Math.max(-FARTHEST, Math.min(FARTHEST, x)) + FARTHEST) * PER_UNIT;
  const step = place | 0;
  const low = LOGISTIC[step] as number;
  return low + (place - step) * ((LOGISTIC[step + 1] as number) - low);
}

const NO_PHRASE = { mean: 0, deviation: 1, hasMean: false };

/** Tables of evidence, one for each word. @param narrow whether the labels of each word are broader than it */
function tablesOf(narrow: readonly boolean[], weight: number): Float32Array[] {
  const own = narrow.length === 1 ? OWN_EVIDENCE : FACT_EVIDENCE;
  const whole = evidenceTable(weight, own);
  const part = narrow.includes(true) ? evidenceTable(weight * NARROWER, own) : whole;
  return narrow.map((isBroader) => (isBroader ? part : whole));
}

/** Evidence of a belief (in steps), in standard deviations of the phrase. A name adds sureness to a belief, not evidence. */
function evidenceTable(weight: number, own: number): Float32Array {
  const table = new Float32Array(OWN * STEPS + 1);
  for (let step = 0; step <= STEPS; step++) {
    const odds = Math.log((step / STEPS + SMALLEST) / (1 - step / STEPS + SMALLEST));
    table[step] = weight * Math.max(-MOST_EVIDENCE, Math.min(MOST_EVIDENCE, odds));
    table[step + NAMED * STEPS] = table[step] as number;
  }
  table[FACT * STEPS] = FACT_EVIDENCE;
  table[OWN * STEPS] = own;
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

/** The level of a photo by the score of the phrase, for each lowest level of all words and whether the photo is sure: at 2 · level + sure. */
interface LevelsByScore {
  /** Score from which a phrase is possible. */
  readonly possible: number;
  readonly likelyFrom: Float64Array;
  readonly possibleFrom: Float64Array;
  /** Level of a photo that has no phrase embedding, or without a phrase. */
  readonly withoutScore: Uint8Array;
}

function levelsByScore(rule: Rule, phrase: PhraseScores | null): LevelsByScore {
  const { mean, deviation, hasMean } = phrase ?? NO_PHRASE;
  const standsOut = (z: number): number => (hasMean ? mean + z * deviation : Number.NEGATIVE_INFINITY);
  const possible = Math.max(PHRASE_POSSIBLE, standsOut(Z_POSSIBLE));
  const alone = Math.max(rule.phraseAlone, standsOut(Z_LIKELY));
  const withWords = Math.max(rule.withPhrase, standsOut(Z_LIKELY));
  const levels: LevelsByScore = {
    possible,
    likelyFrom: new Float64Array(2 * (LIKELY + 1)),
    possibleFrom: new Float64Array(2 * (LIKELY + 1)),
    withoutScore: new Uint8Array(2 * (LIKELY + 1)),
  };
  for (const least of [0, POSSIBLE, LIKELY])
    for (const sure of [0, 1]) {
      const row = 2 * least + sure;
      const byWords = least === LIKELY && rule.isWhole;
      const likely = rule.byPhrase ? alone : least === 0 ? Number.POSITIVE_INFINITY : withWords;
      const agreed = sure === 1 || byWords ? Number.NEGATIVE_INFINITY : rule.leastWithWords;
      const contradicted = sure === 1 ? Number.NEGATIVE_INFINITY : rule.contradicted;
      const likelyFrom = byWords ? Math.min(likely, contradicted) : likely;
      levels.likelyFrom[row] = likelyFrom;
      levels.possibleFrom[row] = Math.min(
        likelyFrom,
        rule.byPhrase || least === 0 ? possible : Math.min(possible, agreed),
      );
      levels.withoutScore[row] = least;
    }
  return levels;
}

function ruleOf({ words, phrase, qualifiers = [] }: FreeText, covered: number): Rule {
  const isNarrower = words.some(isNarrow);
  // What kind of occasion it was leaves open what a photo of it shows: "beach holiday".
  const isWhole =
    covered === words.filter((word) => word.interpretations.length > 0 || !isGeneric(word.text)).length;
  const shown = words.filter(isShown).length;
  const visual = weighedWords(shown + qualifiers.length, phrase);
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

/** Whether all labels of a word are broader than the word. */
function isNarrow({ interpretations }: QueryWord): boolean {
  const labels = interpretations.filter((interpretation) => interpretation.as === 'label');
  return labels.length > 0 && labels.every(({ narrower }) => narrower);
}
