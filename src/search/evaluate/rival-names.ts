import { PHRASE_SCALE } from '../../domain/prediction.ts';
import { type AddedEmbeddings, padded } from '../image-text/added-embeddings.ts';
import { scaledText } from '../image-text/sureness.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import type { PhraseVectors } from '../phrase-embeddings.ts';
import { EmbeddingTable } from '../similarity/embedding-table.ts';
import { labelPhrases } from '../text-embedding/label-phrases.ts';
import { LIKELY, POSSIBLE } from './scored-set.ts';
import { PHRASE_ALONE, RIVAL_COSINE, RIVAL_MARGIN } from './text-thresholds.ts';

/** Photos that are compared with all names; a phrase that more photos fit is surely there. */
const MOST_COMPARED = 500;
const INT8_MOST = 127;

/** The English names of all labels in the space of a pack. */
interface Names {
  /** Embeddings of unit length. */
  readonly units: readonly Float32Array[];
  /** The embeddings with their length, to compare a photo with all at once. */
  readonly table: EmbeddingTable;
  /** Numbers in the table per unit of an embedding. */
  readonly scale: number;
}

function namesOf(rows: readonly Float32Array[]): Names {
  const largest = rows.reduce((most, row) => row.reduce((so, one) => Math.max(so, Math.abs(one)), most), 0);
  const scale = largest === 0 ? 1 : INT8_MOST / largest;
  const table = new EmbeddingTable({ size: rows[0]?.length ?? 16, scale }, rows.length);
  for (const row of rows) table.append(Int8Array.from(row, (one) => Math.round(one * scale)));
  return { units: rows.map(unitOf), table, scale };
}

let read: Names | undefined;
const readAdded = new WeakMap<AddedEmbeddings, Names>();

function labelNames(): Names {
  read ??= namesOf([...labelPhrases().rows.values()]);
  return read;
}

function namesIn(added: AddedEmbeddings): Names {
  const { names, sureness } = added.pack;
  const found =
    readAdded.get(added) ?? namesOf([...names.rows.values()].map((row) => padded(scaledText(row, sureness))));
  readAdded.set(added, found);
  return found;
}

const unitOf = (embedding: Float32Array): Float32Array => {
  const length = Math.hypot(...embedding);
  return embedding.map((one) => (length === 0 ? 0 : one / length));
};

/** Photos of the index, and where they and names of labels are compared. */
type Photos = Pick<PhotoIndex, 'phrases' | 'phraseInverseLength' | 'added'>;

/** A space in which a phrase, photos and names are compared. */
interface Space {
  readonly embedding: Float32Array;
  readonly names: Names;
  readonly photos: EmbeddingTable;
  readonly inverseLength: Float32Array;
  /** Numbers in `photos` per unit of an embedding. */
  readonly photoScale: number;
  readonly rivalCosine: number;
  readonly offset: number;
  readonly slope: number;
}

function spacesOf({ phrases, phraseInverseLength, added }: Photos, vectors: PhraseVectors): Space[] {
  const spaces: Space[] = [];
  if (added !== null && vectors.added !== null) {
    const { rivalCosine, offset, slope } = added.pack.sureness;
    spaces.push({
      embedding: vectors.added,
      names: namesIn(added),
      photos: added.table,
      photoScale: 1,
      inverseLength: added.inverseLength,
      rivalCosine,
      offset,
      slope,
    });
  }
  if (vectors.bundled !== null)
    spaces.push({
      embedding: vectors.bundled,
      names: labelNames(),
      photos: phrases,
      photoScale: PHRASE_SCALE,
      inverseLength: phraseInverseLength,
      rivalCosine: RIVAL_COSINE,
      offset: 0,
      slope: 1,
    });
  return spaces;
}

/**
 * Makes photos possible that are likely by a phrase alone, but fit the name of a label that means something else about
 * as well: a bank note is the best "credit card" of a library without one.
 * @param vectors of the phrase
 * @param score of the phrase for each photo, by ordinal
 * @param level by ordinal; changed in place
 */
export function demoteRivalled(
  photos: Photos,
  vectors: PhraseVectors,
  score: Float32Array,
  level: Uint8Array,
): void {
  const likely: number[] = [];
  for (let at = level.indexOf(LIKELY); at >= 0; at = level.indexOf(LIKELY, at + 1)) likely.push(at);
  if (likely.length > MOST_COMPARED) {
    for (const at of likely) if ((score[at] as number) < PHRASE_ALONE) level[at] = POSSIBLE;
    return;
  }
  if (likely.length === 0) return;
  let left = likely;
  for (const space of spacesOf(photos, vectors)) {
    const rivals = rivalsIn(space);
    left = left.filter((at) => {
      const inverse = space.inverseLength[at] ?? 0;
      if (inverse === 0) return true;
      const rival = bestOf(space, rivals, at) * inverse * space.slope + space.offset;
      if (rival > (score[at] as number) - RIVAL_MARGIN) level[at] = POSSIBLE;
      return false;
    });
  }
}

/** Rows of the names that mean something else than the phrase. */
function rivalsIn({ names, embedding, rivalCosine }: Space): number[] {
  const unit = unitOf(embedding);
  return names.units.flatMap((name, row) =>
    name.reduce((sum, one, at) => sum + one * (unit[at] as number), 0) < rivalCosine ? [row] : [],
  );
}

/** The largest product of a photo and a rival, before the length of the photo. */
function bestOf({ names, photos, photoScale }: Space, rivals: readonly number[], at: number): number {
  const dots = names.table.dots(Int16Array.from(photos.get(at)));
  const best = rivals.reduce((most, row) => Math.max(most, dots[row] as number), Number.NEGATIVE_INFINITY);
  return best / (names.scale * photoScale);
}
