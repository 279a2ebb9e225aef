import type { PhotoIndex } from '../index/photo-index.ts';

/** Of the index: embeddings of phrases and the photos that count for the mean. */
type Photos = Pick<PhotoIndex, 'count' | 'phrases' | 'phraseInverseLength'> & {
  readonly columns: Pick<PhotoIndex['columns'], 'known'>;
};

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

/** Phrases whose scores are cached: those of the words that a person adds to a search, and takes out of it. */
const MOST_KEPT = 4;

/**
 * Compares phrases with every photo. The embedding of a photo is scaled to unit length: its length (0.76 to 1.23)
 * depends on how much a photo shows, so that a busy photo would match everything. The embedding of the phrase is not
 * scaled, because a phrase that no photo can show is short. The last scores are cached, four bytes a photo and phrase,
 * until the library changes; those of the oldest phrase are overwritten by the next new one.
 */
export class PhraseScorer {
  readonly #index: Photos;
  readonly #kept = new Map<string, PhraseScores>();
  /** Embeddings that the cached scores are of. */
  #embeddings = 0;

  constructor(index: Photos) {
    this.#index = index;
  }

  /** Clears the cache; to be called when the library has changed. */
  forget(): void {
    this.#kept.clear();
  }

  /** @param embedding of the phrase, PHRASE_SIZE numbers */
  of(phrase: string, embedding: Float32Array): PhraseScores {
    const { count } = this.#index.phrases;
    if (count !== this.#embeddings) this.forget();
    this.#embeddings = count;
    const scores =
      this.#kept.get(phrase) ?? scorePhrase(this.#index, embedding, this.#dropOldest(this.#index.count));
    // Now the last to be dropped.
    this.#kept.delete(phrase);
    this.#kept.set(phrase, scores);
    return scores;
  }

  /** Makes room for one more phrase. @returns an array of this length, that of the dropped phrase where it fits */
  #dropOldest(length: number): Float32Array {
    const [oldest] = this.#kept;
    if (oldest === undefined || this.#kept.size < MOST_KEPT) return new Float32Array(length);
    const [phrase, { score }] = oldest;
    this.#kept.delete(phrase);
    return score.length === length ? score : new Float32Array(length);
  }
}

/** @param score receives the scores: to allocate and clear four megabytes for each search takes as long as to compute them */
function scorePhrase(index: Photos, embedding: Float32Array, score: Float32Array): PhraseScores {
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
  // Photos that are listed and not recognised yet.
  score.fill(0, dots.length);
  const mean = photos === 0 ? 0 : sum / photos;
  const deviation = Math.max(
    LEAST_DEVIATION,
    Math.sqrt(Math.max(0, squares / Math.max(1, photos) - mean * mean)),
  );
  return { score, mean, deviation, hasMean: photos >= FEW };
}
