import type { PhotoIndex } from '../index/photo-index.ts';

/** How well each photo fits a phrase, by ordinal. */
export interface PhraseScores {
  /** Product of the embedding of the phrase and the unit-length embedding of the photo; 0 without one. */
  readonly score: Float32Array;
  /** Over the photos that have an embedding. */
  readonly mean: number;
  readonly deviation: number;
  /** Whether the library is large enough for a meaningful mean. */
  readonly hasMean: boolean;
}

/** Minimum number of photos for a meaningful mean; below it only the score counts. */
const FEW = 200;
const LEAST_DEVIATION = 1e-3;

/**
 * Compares a phrase with every photo. The embedding of a photo is scaled to unit length: its length (0.76 to 1.23)
 * depends on how much a photo shows, so that a busy photo would match everything. The embedding of the phrase is not
 * scaled, because a phrase that no photo can show is short.
 * @param embedding of the phrase, PHRASE_SIZE numbers
 * @param score receives the scores, by ordinal
 */
export function scorePhrase(index: PhotoIndex, embedding: Float32Array, score: Float32Array): PhraseScores {
  const { phrases, phraseInverseLength, columns } = index;
  const { dots, scale } = phrases.dotsWith(embedding);
  const { known } = columns;
  let [sum, squares, photos] = [0, 0, 0];
  // Branch-free, which takes half the time.
  for (let at = 0; at < dots.length; at++) {
    const inverseLength = phraseInverseLength[at] as number;
    const one = (dots[at] as number) * scale * inverseLength;
    score[at] = one;
    const living = known[at] as number;
    photos += living & Number(inverseLength > 0);
    sum += one * living;
    squares += one * one * living;
  }
  const mean = photos === 0 ? 0 : sum / photos;
  const deviation = Math.max(
    LEAST_DEVIATION,
    Math.sqrt(Math.max(0, squares / Math.max(1, photos) - mean * mean)),
  );
  return { score, mean, deviation, hasMean: photos >= FEW };
}
