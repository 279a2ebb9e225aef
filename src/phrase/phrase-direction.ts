import { SIGNATURE_SCALE, SIGNATURE_SIZE } from '../domain/answer.ts';

/** What a phrase means, as a direction among the signatures. In the words of models/text: v = M·(q - b), c = a·v. */
export interface PhraseDirection {
  /** v, SIGNATURE_SIZE numbers. */
  readonly weights: Float32Array;
  /** c */
  readonly offset: number;
}

/**
 * How well a photo fits a phrase: (s·v - c) / n, about -0.3 to 0.5. Its zero means nothing by itself: compare
 * it with the other photos' scores for the same phrase.
 * @param signature as stored, SIGNATURE_SIZE numbers
 * @param phraseNorm n, kept with the signature
 */
export function phraseScore(
  signature: Int8Array,
  phraseNorm: number,
  { weights, offset }: PhraseDirection,
): number {
  let sum = 0;
  for (let i = 0; i < SIGNATURE_SIZE; i++) sum += (signature[i] ?? 0) * (weights[i] ?? 0);
  return (sum / SIGNATURE_SCALE - offset) / phraseNorm;
}
