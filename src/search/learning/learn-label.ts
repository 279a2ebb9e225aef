import { EMBEDDING_SIZE } from '../../domain/prediction.ts';
import { fitLogistic } from './fit-logistic.ts';

/** A stored embedding is 300 times the unit-length embedding; see `Prediction`. */
const EMBEDDING_SCALE = 300;

// Chosen on held-out photos of 46 labels that test/eval/teach.ts does not report; the optimum is flat.
const PENALTY = 1;
/** Weight of the whole background per yes example; an example has weight 1. */
const BACKGROUND_PER_YES = 4;

// Maps deviations to log odds. Fitted on the same 46 labels, with held-out photos weighted as if one in twenty showed
// the label.
/** Number of pseudo-examples at the height of the background with which the mean height of the examples is averaged. */
const TRUST = 10;
const PRIOR = -3.97;
const SLOPE = 1.05;
const SLOPE_BY_GAP = 0.35;
const DOWN_BY_GAP = 0.26;
const DOWN_BY_HEIGHT = 0.2;
/** Preserves the order of the photos if the examples contradict each other. */
const LEAST_SLOPE = 0.2;
// Over all those labels, photos above 0.48 and 0.08 have the precision AT_LIKELY and AT_POSSIBLE. Difficult labels fall
// short of it, so the thresholds are a little higher.
const LIKELY = 0.6;
const POSSIBLE = 0.1;

/** Shrinks the spread of a small background towards the value after whitening: 1/256 in any direction. */
const ASSUMED_PHOTOS = 20;

/** Stored embeddings of photos that the user confirmed or rejected for the label. */
export interface Examples {
  readonly yes: readonly Int8Array[];
  readonly no: readonly Int8Array[];
}

/**
 * A small classifier of one label. `scoreLearned` gives the score of a photo, 0 to 1: approximately the probability
 * that the photo shows the label, if one photo in twenty does.
 */
export interface LearnedLabel {
  /** EMBEDDING_SIZE weights for the stored embedding divided by 300. */
  readonly weights: Float32Array;
  readonly bias: number;
  /** At or above this score a photo likely shows it; with few examples, few photos reach it. */
  readonly likely: number;
  /** At or above this score a photo possibly shows it. */
  readonly possible: number;
}

/**
 * Learns a label from examples without running the network: logistic regression of the examples against a background of
 * photos of the library, most of which do not show the label. The score is then calibrated: photos are measured in
 * standard deviations of the background, and the distance between yes and no examples, each measured without its own
 * contribution to the weights, gives the log odds per deviation.
 * @param background stored embeddings of one to two thousand photos of the library, preferably without the examples
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
  const targets = Int8Array.from(all, (_, i) => (i < yes.length ? 1 : -1));
  const examples = yes.length + no.length;
  const each = (BACKGROUND_PER_YES * yes.length) / Math.max(1, background.length);
  const counts = Float64Array.from(all, (_, i) => (i < examples ? 1 : each));
  const fitted = fitLogistic({ rows, size: EMBEDDING_SIZE, targets, counts }, PENALTY);

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

  /**
   * Mean deviation of some examples, each without its own contribution: at the minimum, w is a sum of such
   * contributions.
   */
  const height = (from: number, to: number): number => {
    let total = 0;
    for (let i = from; i < to; i++) {
      const target = targets[i] ?? 0;
      const at = places[i] ?? 0;
      const part = target / (1 + Math.exp(target * (at + bias))) / PENALTY;
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

/** Score of a photo for a learned label, 0 to 1, from its stored embedding. */
export function scoreLearned({ weights, bias }: LearnedLabel, embedding: Int8Array): number {
  let z = 0;
  for (let j = 0; j < EMBEDDING_SIZE; j++) z += (weights[j] ?? 0) * (embedding[j] ?? 0);
  return 1 / (1 + Math.exp(-(z / EMBEDDING_SCALE + bias)));
}
