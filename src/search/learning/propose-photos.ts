import { calibrated, confidenceLevelOf, type LabelId } from '../../domain/label.ts';
import { isCustomLabel } from '../../domain/user-data.ts';
import type { LabelScorer } from '../evaluate/label-scorer.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { hitOf, type SearchHit } from '../search-hit.ts';
import { proposeNext } from './propose-next.ts';

/**
 * Photos whose correction would teach a label most: those that it likely shows and that are not corrected yet, and
 * those about which it is least sure. A custom label needs the embeddings.
 */
export function proposePhotos(
  index: PhotoIndex,
  labels: LabelScorer,
  label: LabelId,
  limit: number,
): SearchHit[] {
  const corrections = labels.corrections(label);
  const scores = isCustomLabel(label) ? labels.scores(label) : denseScores(index, label);
  if (scores === null) return [];
  const known = new Set(corrections.keys());
  for (let at = 0; at < index.count; at++) if (index.columns.alive[at] === 0) known.add(at);
  const thresholds = labels.thresholds(label);
  return proposeNext(scores, known, limit).map((ordinal) => {
    const score = scores[ordinal] as number;
    return hitOf(index, ordinal, confidenceLevelOf(score, thresholds), calibrated(score, thresholds));
  });
}

function denseScores(index: PhotoIndex, label: LabelId): Float32Array {
  const scores = new Float32Array(index.count);
  index.postings(label)?.forEach((ordinal, score) => {
    scores[ordinal] = score;
  });
  return scores;
}
