import type { PhotoIndex } from '../index/photo-index.ts';

/** How well each photo fits a phrase, by ordinal. */
export interface PhraseScores {
  /** The product of the phrase's embedding and the photo's at unit length; 0 for a photo without one. */
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
 * Compares a phrase with every photo. A photo's embedding counts at unit length: its length (0.76 to 1.23 times
 * that) says how much there is to see, not how well the phrase fits, and a busy photo would come up for everything.
 * A phrase's length counts: one that no photo shows is short.
 * @param embedding of the phrase, PHRASE_SIZE numbers
 * @param score where the scores go, by ordinal
 */
export function scorePhrase(index: PhotoIndex, embedding: Float32Array, score: Float32Array): PhraseScores {
  const { phrases, phraseInverseLength, columns } = index;
  const { dots, scale } = phrases.dotsWith(embedding);
  const { alive } = columns;
  let [sum, squares, photos] = [0, 0, 0];
  // Without branches it takes half the time.
  for (let at = 0; at < dots.length; at++) {
    const inverseLength = phraseInverseLength[at] as number;
    const one = (dots[at] as number) * scale * inverseLength;
    score[at] = one;
    const living = alive[at] as number;
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
