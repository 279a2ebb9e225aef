import type { PhotoIndex } from '../index/photo-index.ts';

/** How well each photo fits a phrase, by ordinal. */
export interface PhraseScores {
  /** The product of both embeddings; 0 for a photo without one. */
  readonly score: Float32Array;
  /** Over the photos that have an embedding. */
  readonly mean: number;
  readonly deviation: number;
  /** Whether the library is large enough for its mean to say anything. */
  readonly hasMean: boolean;
}

/** Fewer photos have no mean to speak of: there the score alone counts. */
const FEW = 200;
const LEAST_DEVIATION = 1e-3;

/**
 * Compares a phrase with every photo.
 * @param embedding of the phrase, PHRASE_SIZE numbers
 * @param score where the scores go, by ordinal
 */
export function scorePhrase(index: PhotoIndex, embedding: Float32Array, score: Float32Array): PhraseScores {
  const { phrases, hasPhrase, columns } = index;
  const { dots, scale } = phrases.dotsWith(embedding);
  const { alive } = columns;
  let [sum, squares, photos] = [0, 0, 0];
  // Both are 1 or 0: without branches it takes half the time.
  for (let at = 0; at < dots.length; at++) {
    const has = hasPhrase[at] as number;
    const one = (dots[at] as number) * scale * has;
    score[at] = one;
    const counts = has * (alive[at] as number);
    photos += counts;
    sum += one * counts;
    squares += one * one * counts;
  }
  const mean = photos === 0 ? 0 : sum / photos;
  const deviation = Math.max(
    LEAST_DEVIATION,
    Math.sqrt(Math.max(0, squares / Math.max(1, photos) - mean * mean)),
  );
  return { score, mean, deviation, hasMean: photos >= FEW };
}
