import { EMBEDDING_SIZE } from '../../domain/prediction.ts';
import { fitLogistic } from './fit-logistic.ts';

/** A stored signature is 300 times the unit-length one, see `Prediction`. */
const EMBEDDING_SCALE = 300;

// Chosen on held-out photos of 46 labels that test/eval/teach.ts does not report; the optimum is flat.
const PENALTY = 1;
/** What the whole background counts for each yes example; an example counts 1. */
const BACKGROUND_PER_YES = 4;

// Log odds from deviations, fitted on the same 46 labels, held-out photos weighed as if one in twenty showed it.
/** How many examples as high as the background their mean height is averaged with. */
const TRUST = 10;
const PRIOR = -3.97;
const SLOPE = 1.05;
const SLOPE_BY_GAP = 0.35;
const DOWN_BY_GAP = 0.26;
const DOWN_BY_HEIGHT = 0.2;
/** Where the examples contradict each other, the order of the photos still stays. */
const LEAST_SLOPE = 0.2;
// What lies above has the precision AT_LIKELY and AT_POSSIBLE, over all those labels, from 0.48 and 0.08 on; hard
// labels come short of it there, so a bit more is asked.
const LIKELY = 0.6;
const POSSIBLE = 0.1;

/** The spread of a small background is taken in part for what whitening makes it: 1/256 in any direction. */
const ASSUMED_PHOTOS = 20;

/** Stored signatures of photos of which a person said "this is" or "this is not". */
export interface Examples {
  readonly yes: readonly Int8Array[];
  readonly no: readonly Int8Array[];
}

/**
 * A label's own small classifier. A photo's score, 0 to 1, is `scoreLearned`: about the probability that the
 * photo shows the label, were it in one photo of twenty.
 */
export interface LearnedLabel {
  /** EMBEDDING_SIZE weights, for the stored signature divided by 300. */
  readonly weights: Float32Array;
  readonly bias: number;
  /** At or above this score a photo likely shows it; with few examples few photos come so far. */
  readonly likely: number;
  /** At or above this score a photo possibly shows it. */
  readonly possible: number;
}

/**
 * Learns a label from examples, without the network: logistic regression of the examples against a background
 * of the library's own photos, most of which do not show it. Then the score is made honest: the photos are
 * measured in standard deviations of the background, and how far apart yes and no lie there, each example
 * judged without its own part in the weights, tells how much a deviation is worth.
 * @param background stored signatures of one to two thousand photos of the library, best without the examples
 * @returns null without a yes example
 */
export function learnLabel({ yes, no }: Examples, background: readonly Int8Array[]): LearnedLabel | null {
  if (yes.length === 0) return null;
  const all = [...yes, ...no, ...background];
  const rows = new Float32Array(all.length * EMBEDDING_SIZE);
  all.forEach((embedding, i) => {
    for (let j = 0; j < EMBEDDING_SIZE; j++)
      rows[i * EMBEDDING_SIZE + j] = (embedding[j] ?? 0) / EMBEDDING_SCALE;
  });
  const says = Int8Array.from(all, (_, i) => (i < yes.length ? 1 : -1));
  const examples = yes.length + no.length;
  const each = (BACKGROUND_PER_YES * yes.length) / Math.max(1, background.length);
  const counts = Float64Array.from(all, (_, i) => (i < examples ? 1 : each));
  const fitted = fitLogistic({ rows, size: EMBEDDING_SIZE, says, counts }, PENALTY);

  const place = (i: number): number => {
    let sum = 0;
    for (let j = 0; j < EMBEDDING_SIZE; j++) sum += (fitted[j] ?? 0) * (rows[i * EMBEDDING_SIZE + j] ?? 0);
    return sum;
  };
  const places = Float64Array.from(all, (_, i) => place(i));
  const bias = fitted[EMBEDDING_SIZE] ?? 0;
  const behind = places.subarray(examples);
  const centre = sum(behind) / (behind.length + ASSUMED_PHOTOS);
  const assumed = (ASSUMED_PHOTOS * squaredLength(fitted, 0)) / EMBEDDING_SIZE;
  const spread =
    Math.sqrt((sum(behind.map((at) => (at - centre) ** 2)) + assumed) / (behind.length + ASSUMED_PHOTOS)) ||
    1;

  /** Mean deviation of some examples, each without its own part: at the minimum w is a sum of such parts. */
  const height = (from: number, to: number): number => {
    let total = 0;
    for (let i = from; i < to; i++) {
      const say = says[i] ?? 0;
      const at = places[i] ?? 0;
      const part = say / (1 + Math.exp(say * (at + bias))) / PENALTY;
      total += (at - part * squaredLength(rows, i * EMBEDDING_SIZE) - centre) / spread;
    }
    return total / (to - from + TRUST);
  };
  const high = height(0, yes.length);
  const low = height(yes.length, examples);
  const slope = Math.max(LEAST_SLOPE, SLOPE + SLOPE_BY_GAP * (high - low)) / spread;
  const start = PRIOR - DOWN_BY_GAP * (high - low) - DOWN_BY_HEIGHT * (high + low);
  return {
    weights: Float32Array.from({ length: EMBEDDING_SIZE }, (_, j) => slope * (fitted[j] ?? 0)),
    bias: start - slope * centre,
    likely: LIKELY,
    possible: POSSIBLE,
  };
}

const sum = (numbers: Float64Array): number => numbers.reduce((a, b) => a + b, 0);

function squaredLength(numbers: Float32Array | Float64Array, start: number): number {
  let total = 0;
  for (let j = start; j < start + EMBEDDING_SIZE; j++) total += (numbers[j] ?? 0) ** 2;
  return total;
}

/** A photo's score for a learned label, 0 to 1, from its stored signature. */
export function scoreLearned({ weights, bias }: LearnedLabel, embedding: Int8Array): number {
  let z = 0;
  for (let j = 0; j < EMBEDDING_SIZE; j++) z += (weights[j] ?? 0) * (embedding[j] ?? 0);
  return 1 / (1 + Math.exp(-(z / EMBEDDING_SCALE + bias)));
}
