import { CONCEPT_COUNT, KEPT_CLASSES, type Prediction } from '../domain/prediction.ts';

/**
 * Encoding of a prediction in the library: 789 bytes, so that five fit one page of SQLite.
 *
 * `signature`: EMBEDDING_SIZE int8.
 * `scores`: for each kept class 10 bits of index and 14 of probability (its binary logarithm from -24 to 0 in
 * equal steps: 0.1 % of the value, 0 for anything smaller), then for each concept 10 bits of log odds (-12 to
 * 12 in equal steps: at most 0.003 of the score). The decoder alone moves a score by more than ten times that.
 * beachcomb-photo-1 had the first 92 of the concepts: the length states how many there are.
 * `phrase`: PHRASE_SIZE int8; null if the network had no such output.
 */
export interface PredictionBytes {
  readonly signature: Uint8Array;
  readonly scores: Uint8Array;
  readonly phrase: Uint8Array | null;
}

const CLASS_BITS = 10;
const PROBABILITY_BITS = 14;
const PROBABILITY_STEPS = 2 ** PROBABILITY_BITS - 1;
const SMALLEST_LOG = 24;
const CONCEPT_BITS = 10;
const CONCEPT_STEPS = 2 ** CONCEPT_BITS - 1;
const LARGEST_LOGIT = 12;
const CLASSES_SIZE = (KEPT_CLASSES * (CLASS_BITS + PROBABILITY_BITS)) / 8;
const SCORES_SIZE = CLASSES_SIZE + Math.ceil((CONCEPT_COUNT * CONCEPT_BITS) / 8);

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

const probabilityCode = (p: number): number =>
  p <= 0 ? 0 : clamp(Math.round((Math.log2(p) / SMALLEST_LOG + 1) * PROBABILITY_STEPS), 0, PROBABILITY_STEPS);
const PROBABILITIES = Float32Array.from({ length: PROBABILITY_STEPS + 1 }, (_, code) =>
  code === 0 ? 0 : 2 ** ((code / PROBABILITY_STEPS - 1) * SMALLEST_LOG),
);
const conceptCode = (p: number): number => {
  const logit = Math.log(p / (1 - p));
  return clamp(Math.round(((logit / LARGEST_LOGIT + 1) / 2) * CONCEPT_STEPS), 0, CONCEPT_STEPS);
};
const CONCEPTS = Float32Array.from(
  { length: CONCEPT_STEPS + 1 },
  (_, code) => 1 / (1 + Math.exp(-((2 * code) / CONCEPT_STEPS - 1) * LARGEST_LOGIT)),
);

export function predictionToBytes(prediction: Prediction): PredictionBytes {
  const scores = new Uint8Array(SCORES_SIZE);
  prediction.classes.forEach((index, at) => {
    const packed = index | (probabilityCode(prediction.probabilities[at] ?? 0) << CLASS_BITS);
    scores[at * 3] = packed;
    scores[at * 3 + 1] = packed >> 8;
    scores[at * 3 + 2] = packed >> 16;
  });
  prediction.concepts.forEach((score, at) => {
    const bit = at * CONCEPT_BITS;
    const place = CLASSES_SIZE + (bit >> 3);
    const packed = conceptCode(score) << (bit & 7);
    scores[place] = (scores[place] ?? 0) | packed;
    scores[place + 1] = (scores[place + 1] ?? 0) | (packed >> 8);
    if (packed > 0xffff) scores[place + 2] = (scores[place + 2] ?? 0) | (packed >> 16);
  });
  const { embedding, phrase } = prediction;
  return { signature: asBytes(embedding), scores, phrase: phrase === null ? null : asBytes(phrase) };
}

const asBytes = ({ buffer, byteOffset, length }: Int8Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, length);

export function predictionFromBytes({ signature, scores, phrase }: PredictionBytes): Prediction {
  const classes = new Uint16Array(KEPT_CLASSES);
  const probabilities = new Float32Array(KEPT_CLASSES);
  for (let at = 0; at < KEPT_CLASSES; at++) {
    const packed =
      (scores[at * 3] ?? 0) | ((scores[at * 3 + 1] ?? 0) << 8) | ((scores[at * 3 + 2] ?? 0) << 16);
    classes[at] = packed & (2 ** CLASS_BITS - 1);
    probabilities[at] = PROBABILITIES[packed >> CLASS_BITS] ?? 0;
  }
  const concepts = new Float32Array(CONCEPT_COUNT);
  const known = Math.floor(((scores.length - CLASSES_SIZE) * 8) / CONCEPT_BITS);
  for (let at = 0; at < Math.min(known, CONCEPT_COUNT); at++) {
    const bit = at * CONCEPT_BITS;
    const place = CLASSES_SIZE + (bit >> 3);
    const packed = (scores[place] ?? 0) | ((scores[place + 1] ?? 0) << 8) | ((scores[place + 2] ?? 0) << 16);
    concepts[at] = CONCEPTS[(packed >> (bit & 7)) & CONCEPT_STEPS] ?? 0;
  }
  return {
    classes,
    probabilities,
    concepts,
    embedding: embeddingFromBytes(signature),
    phrase: phrase === null ? null : embeddingFromBytes(phrase),
  };
}

/** One embedding of a prediction, as a view of its bytes. */
export const embeddingFromBytes = ({ buffer, byteOffset, length }: Uint8Array): Int8Array =>
  new Int8Array(buffer, byteOffset, length);

/** A prediction as it will be read back, so that labels computed first are the same as those recomputed later. */
export function asStored(prediction: Prediction): Prediction {
  return predictionFromBytes(predictionToBytes(prediction));
}
