import { calibrated, confidenceLevelOf } from '../../domain/label.ts';
import { EMBEDDING_SCALE } from '../../domain/prediction.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { topK } from '../similarity/top-k.ts';
import { LEVELS } from './scored-set.ts';

/** Cosine thresholds of "more like this", and the maximum number of hits. */
const SIMILARITY_THRESHOLDS = { likely: 0.45, possible: 0.3 };
const MOST_SIMILAR = 500;
/** The dot product of two stored embeddings is their cosine times this. */
const UNIT = EMBEDDING_SCALE * EMBEDDING_SCALE;

/**
 * Scores the photos most similar to one, with that photo first; no photo if it has no embedding in memory.
 * @param photo its id
 * @param level of each photo by ordinal, written for those that are found; `probability` likewise
 */
export function scoreSimilar(
  index: PhotoIndex,
  photo: number,
  level: Uint8Array,
  probability: Float32Array,
): void {
  const { embeddings, columns } = index;
  const self = index.shownOrdinalOf(photo);
  if (self === null || self >= embeddings.count) return;
  const dots = embeddings.dots(Int16Array.from(embeddings.get(self)));
  for (const ordinal of topK(dots, dots.length, MOST_SIMILAR, (row) => columns.alive[row] === 0)) {
    const cosine = ordinal === self ? 1 : Math.min(1, (dots[ordinal] as number) / UNIT);
    level[ordinal] = LEVELS.indexOf(confidenceLevelOf(cosine, SIMILARITY_THRESHOLDS));
    probability[ordinal] = calibrated(Math.max(0, cosine), SIMILARITY_THRESHOLDS);
  }
}
