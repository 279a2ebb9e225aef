import type { Prediction } from '../../domain/prediction.ts';

/** The difference between the predictions of two engines for the same photo. */
export interface PredictionDifference {
  /** Both have the same top class. */
  readonly sameFirst: boolean;
  /** Maximum of all probability and concept differences and of the cosine distances of the embeddings; 0 to 1. */
  readonly largest: number;
}

/** Compares a prediction with the expected one. A class that was not kept counts as the lowest kept probability. */
export function comparePredictions(given: Prediction, expected: Prediction): PredictionDifference {
  const probabilities = new Map([...given.classes].map((index, i) => [index, given.probabilities[i] ?? 0]));
  const least = given.probabilities.at(-1) ?? 0;
  let largest = 1 - cosine(given.embedding, expected.embedding);
  if (given.phrase !== null && expected.phrase !== null)
    largest = Math.max(largest, 1 - cosine(given.phrase, expected.phrase));
  const count = (a: number, b: number): void => {
    largest = Math.max(largest, Math.abs(a - b));
  };
  expected.classes.forEach((index, i) => {
    count(probabilities.get(index) ?? least, expected.probabilities[i] ?? 0);
  });
  expected.concepts.forEach((score, i) => {
    count(given.concepts[i] ?? 0, score);
  });
  return { sameFirst: given.classes[0] === expected.classes[0], largest };
}

function cosine(a: Int8Array, b: Int8Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
