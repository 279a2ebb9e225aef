import { PHRASE_SCALE, PHRASE_SIZE } from '../../domain/prediction.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { EmbeddingTable } from '../similarity/embedding-table.ts';
import { labelPhrases } from '../text-embedding/label-phrases.ts';
import { LIKELY, POSSIBLE } from './scored-set.ts';
import { PHRASE_ALONE, RIVAL_COSINE, RIVAL_MARGIN } from './text-thresholds.ts';

/** Photos that are compared with all names; a phrase that more photos fit is surely there. */
const MOST_COMPARED = 500;
const INT8_MOST = 127;

/** The English names of all labels in the space of phrases. */
interface Names {
  /** Embeddings of unit length. */
  readonly units: readonly Float32Array[];
  /** The embeddings with their length, to compare a photo with all at once. */
  readonly table: EmbeddingTable;
  /** Numbers in the table per unit of an embedding. */
  readonly scale: number;
}

let read: Names | undefined;

function labelNames(): Names {
  if (read !== undefined) return read;
  const rows = [...labelPhrases().rows.values()];
  const largest = Math.max(...rows.map((row) => row.reduce((most, one) => Math.max(most, Math.abs(one)), 0)));
  const scale = INT8_MOST / largest;
  const table = new EmbeddingTable({ size: PHRASE_SIZE, scale }, rows.length);
  for (const row of rows) table.append(Int8Array.from(row, (one) => Math.round(one * scale)));
  read = { units: rows.map(unitOf), table, scale };
  return read;
}

const unitOf = (embedding: Float32Array): Float32Array => {
  const length = Math.hypot(...embedding);
  return embedding.map((one) => (length === 0 ? 0 : one / length));
};

/**
 * Makes photos possible that are likely by a phrase alone, but fit the name of a label that means something else about
 * as well: a bank note is the best "credit card" of a library without one.
 * @param embedding of the phrase
 * @param score of the phrase for each photo, by ordinal
 * @param level by ordinal; changed in place
 */
export function demoteRivalled(
  { phrases, phraseInverseLength }: Pick<PhotoIndex, 'phrases' | 'phraseInverseLength'>,
  embedding: Float32Array,
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
  const { units, table, scale } = labelNames();
  const unit = unitOf(embedding);
  const rivals = units.flatMap((name, row) =>
    name.reduce((sum, one, at) => sum + one * (unit[at] as number), 0) < RIVAL_COSINE ? [row] : [],
  );
  for (const at of likely) {
    const dots = table.dots(Int16Array.from(phrases.get(at)));
    const best = rivals.reduce((most, row) => Math.max(most, dots[row] as number), Number.NEGATIVE_INFINITY);
    const rival = (best * (phraseInverseLength[at] as number)) / (scale * PHRASE_SCALE);
    if (rival > (score[at] as number) - RIVAL_MARGIN) level[at] = POSSIBLE;
  }
}
