import {
  CONCEPT_COUNT,
  EMBEDDING_SIZE,
  KEPT_CLASSES,
  PHRASE_SIZE,
  type Prediction,
} from '../../src/domain/prediction.ts';

/** An answer as the network could give it: any values, the same for the same seed. */
export function madePrediction(
  seed: number,
  classes: Record<number, number> = {},
  concepts: Record<number, number> = {},
): Prediction {
  let state = seed + 1;
  const random = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const named = Object.entries(classes).map(([index, p]) => [Number(index), p] as const);
  const left = 1 - named.reduce((sum, [, p]) => sum + p, 0);
  const free = Array.from({ length: 1000 }, (_, i) => i).filter((i) => !(i in classes));
  const rest = free
    .slice(0, KEPT_CLASSES - named.length)
    .map((i) => [i, (left / KEPT_CLASSES) * random()] as const);
  const sorted = [...named, ...rest].sort((a, b) => b[1] - a[1]);
  return {
    classes: Uint16Array.from(sorted, ([index]) => index),
    probabilities: Float32Array.from(sorted, ([, p]) => p),
    concepts: Float32Array.from({ length: CONCEPT_COUNT }, (_, i) => concepts[i] ?? random() * 0.0005),
    embedding: Int8Array.from({ length: EMBEDDING_SIZE }, () => Math.round(random() * 254 - 127)),
    phrase: Int8Array.from({ length: PHRASE_SIZE }, () => Math.round(random() * 254 - 127)),
  };
}
