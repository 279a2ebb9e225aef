import type { AddedEmbeddings } from '../image-text/added-embeddings.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import type { PhraseVectors } from '../phrase-embeddings.ts';
import type { EmbeddingTable } from '../similarity/embedding-table.ts';

/** Of the index: embeddings of phrases and the photos that count for the mean. */
type Photos = Pick<PhotoIndex, 'count' | 'phrases' | 'phraseInverseLength'> & {
  readonly columns: Pick<PhotoIndex['columns'], 'known'>;
  /** Of an added pack; null: none is used. */
  readonly added:
    | (Pick<AddedEmbeddings, 'table' | 'inverseLength'> & {
        readonly pack: Pick<AddedEmbeddings['pack'], 'sureness'>;
      })
    | null;
};

/** How well each photo fits a phrase, by ordinal. */
export interface PhraseScores {
  /**
   * Product of the embedding of the phrase and the unit-length embedding of the photo, of an added pack on the scale of
   * the one that ships; 0 without an embedding.
   */
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

  of(phrase: string, vectors: PhraseVectors): PhraseScores {
    const { phrases, added } = this.#index;
    const count = phrases.count + (added?.table.count ?? 0);
    if (count !== this.#embeddings) this.forget();
    this.#embeddings = count;
    const scores =
      this.#kept.get(phrase) ?? scorePhrase(this.#index, vectors, this.#dropOldest(this.#index.count));
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
function scorePhrase(
  index: Photos,
  { bundled, added: direction }: PhraseVectors,
  score: Float32Array,
): PhraseScores {
  const { added } = index;
  const isByPack = added !== null && direction !== null;
  const own =
    bundled === null
      ? null
      : scoreBy(
          index,
          { table: index.phrases, inverseLength: index.phraseInverseLength, direction: bundled },
          AS_IT_IS,
          isByPack ? new Float32Array(index.count) : score,
        );
  if (!isByPack) return own ?? { ...NO_SCORES, score: score.fill(0) };
  const { table, inverseLength } = added;
  const scores = scoreBy(index, { table, inverseLength, direction }, added.pack.sureness, score);
  if (scores.photos === 0) return own ?? scores;
  if (own !== null) lendScores(own, scores, inverseLength);
  return scores;
}

const NO_SCORES = { mean: 0, deviation: LEAST_DEVIATION, hasMean: false };
/** The scores that thresholds are for. */
const AS_IT_IS = { offset: 0, slope: 1 };
/** A score of 0 means that there is none. */
const HARDLY_ANY = 1e-30;

/** Embeddings of photos, and what they are compared with. */
interface Compared {
  readonly table: EmbeddingTable;
  readonly inverseLength: Float32Array;
  readonly direction: Float32Array;
}

function scoreBy(
  { columns: { known } }: Photos,
  { table, inverseLength, direction }: Compared,
  { offset, slope }: { readonly offset: number; readonly slope: number },
  score: Float32Array,
): PhraseScores & { readonly photos: number } {
  const { dots, scale } = table.dotsWith(direction);
  const factor = scale * slope;
  let [sum, squares, photos] = [0, 0, 0];
  // Branch-free, which takes half the time.
  for (let at = 0; at < dots.length; at++) {
    const inverse = inverseLength[at] as number;
    const has = Number(inverse > 0);
    const one = (dots[at] as number) * factor * inverse + offset * has;
    score[at] = one;
    const living = known[at] as number;
    photos += living & has;
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
  return { score, mean, deviation, hasMean: photos >= FEW, photos };
}

/**
 * Photos that an added pack has not seen (films, and new ones for a while) keep the score of the pack that ships. Two
 * packs rank differently, so it counts by how it stands out among its own, and never makes a photo surer than it was.
 */
function lendScores(own: PhraseScores, scores: PhraseScores, inverseLength: Float32Array): void {
  const isRanked = own.hasMean && scores.hasMean;
  const { score } = scores;
  for (let at = 0; at < score.length; at++) {
    const lent = own.score[at] as number;
    if ((inverseLength[at] ?? 0) > 0 || lent === 0) continue;
    const ranked = scores.mean + ((lent - own.mean) / own.deviation) * scores.deviation;
    score[at] = (isRanked ? Math.min(lent, ranked) : lent) || HARDLY_ANY;
  }
}
