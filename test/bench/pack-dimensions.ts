import { PHRASE_SCALE, PHRASE_SIZE } from '../../src/domain/prediction.ts';
import { PhraseScorer } from '../../src/search/evaluate/phrase-scorer.ts';
import { EmbeddingTable } from '../../src/search/similarity/embedding-table.ts';
import { random as randomNumbers } from '../support/random.ts';

/** Most bytes of embeddings that are held at once. */
const MOST_BYTES = 2 ** 31;
const SURENESS = {
  offset: 0.1,
  slope: 2,
  textLength: null,
  rivalCosine: 0.7,
  beyondLatin: true,
  fit: 1 as const,
};

/** One embedding a photo, made. */
function tableOf(photos: number, size: number, scale: number, random: () => number): EmbeddingTable {
  const table = new EmbeddingTable({ size, scale }, photos);
  const embedding = new Int8Array(size);
  for (let photo = 0; photo < photos; photo++) {
    // Another one for each photo, at the cost of one number.
    embedding[photo % size] = Math.floor(random() * 255) - 127;
    table.append(embedding);
  }
  return table;
}

const directionOf = (size: number, random: () => number): Float32Array =>
  Float32Array.from({ length: size }, () => random() - 0.5);

/**
 * How long comparing a new phrase with every photo takes by an added pack of each size, beside the pack that ships, in
 * the same run, and the memory of its embeddings.
 */
export function measureDimensions(photos: number, sizes: readonly number[], rounds: number): void {
  const random = randomNumbers(7);
  const phrases = tableOf(photos, PHRASE_SIZE, PHRASE_SCALE, random);
  const inverseLength = new Float32Array(photos).fill(0.01);
  const columns = { known: new Uint8Array(photos).fill(1) };
  const index = { count: photos, phrases, phraseInverseLength: inverseLength, columns };
  const bundled = directionOf(PHRASE_SIZE, random);
  const rows: Record<string, object> = {};
  const timed = (scorer: PhraseScorer, added: Float32Array | null, isBundled: boolean): string => {
    const times = Array.from({ length: rounds }, () => {
      scorer.forget();
      const start = performance.now();
      scorer.of('a phrase', { bundled: isBundled ? bundled : null, added });
      return performance.now() - start;
    });
    return (times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN).toFixed(1);
  };
  rows[`${PHRASE_SIZE}, ships`] = {
    'p50 ms': timed(new PhraseScorer({ ...index, added: null }), null, true),
    'embeddings MB': Math.round((photos * PHRASE_SIZE) / 1e6),
  };
  for (const size of sizes) {
    if (photos * (size + PHRASE_SIZE) > MOST_BYTES) {
      rows[size] = { 'p50 ms': 'does not fit' };
      continue;
    }
    const table = tableOf(photos, size, 1, random);
    const pack = { sureness: { ...SURENESS, agreement: 0.9, photos } };
    const scorer = new PhraseScorer({ ...index, added: { table, inverseLength, pack } });
    const added = directionOf(size, random);
    rows[size] = {
      'p50 ms': timed(scorer, added, false),
      'with the pack that ships too': timed(scorer, added, true),
      'embeddings MB': Math.round((photos * size) / 1e6),
    };
  }
  console.log(`\na new phrase beside ${photos} photos, by numbers of an embedding`);
  console.table(rows);
  console.log(`this process ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
}
