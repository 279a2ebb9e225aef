/**
 * node test/bench/likeness.ts: how long "more like this" takes, the likeness of all photos and the best of
 * them, and how much memory. Beside it in the same run, query by query, the same in plain JavaScript over the
 * stored bytes, and over unit-length float32 numbers. Made signatures: photos in groups, as of one occasion.
 *
 *   --photos N   signatures to search in (1000000)
 */
import { parseArgs } from 'node:util';
import { EMBEDDING_SCALE, EMBEDDING_SIZE } from '../../src/domain/prediction.ts';
import { EmbeddingTable } from '../../src/search/similarity/embedding-table.ts';
import { topK } from '../../src/search/similarity/top-k.ts';

const WANTED = 500;
const WARM_UP = 3;
const QUERIES = 30;
const GROUP = 40;
const { values } = parseArgs({ options: { photos: { type: 'string', default: '1000000' } } });
const photos = Number(values.photos);

let state = 1;
/** 0 to 1, the same in every run. */
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}
const SPREAD = 300 / Math.sqrt(EMBEDDING_SIZE / 6);
/** Near to normal, of the size of a stored number. */
const noise = (): number => (random() - random()) * SPREAD;

const centre = new Float32Array(EMBEDDING_SIZE);
const embedding = new Int8Array(EMBEDDING_SIZE);
/** The next photo: cosine with others of its group about 0.8. */
function nextEmbedding(row: number): Int8Array {
  if (row % GROUP === 0) for (let i = 0; i < EMBEDDING_SIZE; i++) centre[i] = noise();
  for (let i = 0; i < EMBEDDING_SIZE; i++)
    embedding[i] = Math.max(-127, Math.min(127, Math.round(0.9 * (centre[i] ?? 0) + 0.44 * noise())));
  return embedding;
}

interface Way {
  readonly name: string;
  /** The rows most like a row, best first. */
  like(row: number): Int32Array;
  readonly bytes: number;
  readonly times: number[];
}

/** Makes a way to search, and measures by how much the process has grown once it holds everything. */
function prepare(name: string, make: () => (row: number) => Int32Array): Way {
  const before = process.memoryUsage.rss();
  const like = make();
  like(0);
  return { name, like, bytes: process.memoryUsage.rss() - before, times: [] };
}

// What the generator costs is not counted.
for (let row = 0; row < 100_000; row++) nextEmbedding(row);

const table = new EmbeddingTable({ size: EMBEDDING_SIZE, scale: EMBEDDING_SCALE });
const kernel = prepare('SIMD kernel, int8', () => {
  for (let row = 0; row < photos; row++) table.append(nextEmbedding(row));
  return (row) => topK(table.dots(Int16Array.from(table.get(row))), photos, WANTED);
});

const plain = prepare('plain loop, int8', () => {
  const rows = new Int8Array(photos * EMBEDDING_SIZE);
  const dots = new Int32Array(photos);
  for (let row = 0; row < photos; row++) rows.set(table.get(row), row * EMBEDDING_SIZE);
  return (like) => {
    const direction = rows.slice(like * EMBEDDING_SIZE, (like + 1) * EMBEDDING_SIZE);
    for (let row = 0; row < photos; row++) {
      const at = row * EMBEDDING_SIZE;
      let sum = 0;
      for (let i = 0; i < EMBEDDING_SIZE; i++) sum += (rows[at + i] ?? 0) * (direction[i] ?? 0);
      dots[row] = sum;
    }
    return topK(dots, photos, WANTED);
  };
});

// Written out a second time: one loop for both kinds of numbers would be slower for each.
const float = prepare('plain loop, float32 cosine', () => {
  const rows = new Float32Array(photos * EMBEDDING_SIZE);
  const dots = new Float32Array(photos);
  for (let row = 0; row < photos; row++) {
    const stored = table.get(row);
    const length = Math.hypot(...stored);
    for (let i = 0; i < EMBEDDING_SIZE; i++) rows[row * EMBEDDING_SIZE + i] = (stored[i] ?? 0) / length;
  }
  return (like) => {
    const direction = rows.slice(like * EMBEDDING_SIZE, (like + 1) * EMBEDDING_SIZE);
    for (let row = 0; row < photos; row++) {
      const at = row * EMBEDDING_SIZE;
      let sum = 0;
      for (let i = 0; i < EMBEDDING_SIZE; i++) sum += (rows[at + i] ?? 0) * (direction[i] ?? 0);
      dots[row] = sum;
    }
    return topK(dots, photos, WANTED);
  };
});

const ways = [kernel, plain, float];
for (let query = 0; query < WARM_UP + QUERIES; query++) {
  const row = Math.floor(random() * photos);
  const found = ways.map(({ like, times }) => {
    const start = performance.now();
    const rows = like(row);
    if (query >= WARM_UP) times.push(performance.now() - start);
    return rows;
  });
  if (found[0]?.some((like, i) => like !== found[1]?.[i]))
    throw new Error(`Kernel and plain loop differ for row ${row}.`);
}

const quantile = (times: readonly number[], part: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
console.log(`${photos} photos, the best ${WANTED}, ${QUERIES} queries each in turn`);
console.table(
  Object.fromEntries(
    ways.map(({ name, times, bytes }) => [
      name,
      {
        'p50 ms': quantile(times, 0.5).toFixed(1),
        'p95 ms': quantile(times, 0.95).toFixed(1),
        'times the kernel': (quantile(times, 0.5) / quantile(kernel.times, 0.5)).toFixed(1),
        'memory MB': Math.round(bytes / 1e6),
        'bytes a photo': Math.round(bytes / photos),
      },
    ]),
  ),
);
