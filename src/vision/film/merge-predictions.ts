import { EMBEDDING_SCALE, KEPT_CLASSES, PHRASE_SCALE, type Prediction } from '../../domain/prediction.ts';

/**
 * One prediction of a film from those of its frames. A class or a concept has the score of its second best frame, so
 * that what one frame alone shows, by chance or by mistake, is no label; with two frames it has the mean, with one that
 * frame's. Embeddings are the mean of the frames' unit vectors: by its direction a film is near a text or a photo that
 * its frames are near, no frame counts more than another, and a film that shows several things is less near to each
 * than a film that shows one.
 */
export function mergePredictions(frames: readonly Prediction[]): Prediction {
  const [only] = frames;
  if (only === undefined) throw new RangeError('A film without frames has no prediction.');
  if (frames.length === 1) return only;
  const classes = new Set(frames.flatMap((frame) => [...frame.classes]));
  const best = [...classes]
    .map((index) => ({ index, score: agreed(frames.map((frame) => probabilityOf(frame, index))) }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, KEPT_CLASSES);
  const phrases = frames.flatMap(({ phrase }) => (phrase === null ? [] : [phrase]));
  return {
    classes: Uint16Array.from(best, ({ index }) => index),
    probabilities: Float32Array.from(best, ({ score }) => score),
    concepts: only.concepts.map((_, at) => agreed(frames.map(({ concepts }) => concepts[at] ?? 0))),
    embedding: meanDirection(
      frames.map(({ embedding }) => embedding),
      EMBEDDING_SCALE,
    ),
    phrase: phrases.length < frames.length ? null : meanPhrase(phrases),
  };
}

function probabilityOf({ classes, probabilities }: Prediction, index: number): number {
  const at = classes.indexOf(index);
  return at === -1 ? 0 : (probabilities[at] ?? 0);
}

/** The score on which two frames agree. */
function agreed(scores: readonly number[]): number {
  if (scores.length === 2) return ((scores[0] ?? 0) + (scores[1] ?? 0)) / 2;
  return scores.toSorted((a, b) => b - a)[1] ?? 0;
}

const lengthOf = (vector: Int8Array): number => Math.hypot(...vector) || 1;

/** Sum of the vectors as unit vectors, divided by their number. */
function meanOf(vectors: readonly Int8Array[]): Float64Array {
  const mean = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    const scale = 1 / (lengthOf(vector) * vectors.length);
    vector.forEach((value, at) => {
      mean[at] = (mean[at] ?? 0) + value * scale;
    });
  }
  return mean;
}

const asInt8 = (vector: Float64Array, scale: number): Int8Array =>
  Int8Array.from(vector, (value) => Math.max(-127, Math.min(127, Math.round(value * scale))));

function meanDirection(vectors: readonly Int8Array[], scale: number): Int8Array {
  const mean = meanOf(vectors);
  return asInt8(mean, scale / (Math.hypot(...mean) || 1));
}

/** A phrase embedding is not of unit length: the mean direction has the mean length of the frames'. */
function meanPhrase(phrases: readonly Int8Array[]): Int8Array {
  const mean = meanOf(phrases);
  const length = phrases.reduce((sum, phrase) => sum + lengthOf(phrase), 0) / phrases.length / PHRASE_SCALE;
  return asInt8(mean, (PHRASE_SCALE * length) / (Math.hypot(...mean) || 1));
}
