import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  EMBEDDING_SCALE,
  EMBEDDING_SIZE,
  PHRASE_SCALE,
  PHRASE_SIZE,
} from '../../../../src/domain/prediction.ts';
import { EmbeddingTable } from '../../../../src/search/similarity/embedding-table.ts';
import { topK } from '../../../../src/search/similarity/top-k.ts';
import { MODELS } from '../../../support/paths.ts';
import fc from '../../../support/properties.ts';

const SIGNATURE = { size: EMBEDDING_SIZE, scale: EMBEDDING_SCALE };
const PHRASE = { size: PHRASE_SIZE, scale: PHRASE_SCALE };

/** Stored embeddings of real photos. */
const REFERENCE = JSON.parse(readFileSync(path.join(MODELS, 'photo/reference.json'), 'utf8')) as {
  signature: number[];
  phrase: number[];
}[];
const PHOTOS = REFERENCE.map(({ signature }) => Int8Array.from(signature));

/** Reference implementation of the kernel. */
const dot = (row: Int8Array, direction: ArrayLike<number>): number =>
  row.reduce((sum, number, i) => sum + number * (direction[i] ?? Number.NaN), 0);

function tableOf(rows: readonly Int8Array[]): EmbeddingTable {
  const table = new EmbeddingTable(SIGNATURE);
  for (const row of rows) table.append(row);
  return table;
}

const sized = { minLength: EMBEDDING_SIZE, maxLength: EMBEDDING_SIZE };
/** Arbitrary embeddings, often with the extreme values of the type. */
const anyRow = fc.oneof(
  fc.int8Array(sized),
  fc.array(fc.constantFrom(-128, -127, 127), sized).map((row) => Int8Array.from(row)),
);
const anyDirection = fc.oneof(
  fc.int16Array(sized),
  fc.array(fc.constantFrom(-32_768, -32_767, 32_767), sized).map((row) => Int16Array.from(row)),
);

/** Different for every row, and fast to compute. */
const numbered = (row: number): Int8Array =>
  Int8Array.from({ length: EMBEDDING_SIZE }, (_, i) => Math.imul(row * EMBEDDING_SIZE + i, 0x9e3779b1) >> 24);

describe('EmbeddingTable.dots', () => {
  it('agrees exactly with a plain loop for arbitrary numbers', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 20 }), anyDirection, (rows, direction) => {
        expect([...tableOf(rows).dots(direction)]).toEqual(rows.map((row) => dot(row, direction)));
      }),
      { numRuns: 300 },
    );
  });

  it('holds the largest possible sum', () => {
    const table = tableOf([-128, 127].map((number) => new Int8Array(EMBEDDING_SIZE).fill(number)));
    expect([...table.dots(new Int16Array(EMBEDDING_SIZE).fill(-32_768))]).toEqual([
      2 ** 30,
      -(256 * 127 * 2 ** 15),
    ]);
  });

  it.each([16, 32, PHRASE_SIZE, 496])('is exact for embeddings of %d numbers', (size) => {
    const of = (start: number): Int8Array =>
      Int8Array.from({ length: size }, (_, i) => Math.imul(start + i, 0x9e3779b1) >> 24);
    const rows = [of(1), of(1000), of(5_000_000), new Int8Array(size).fill(-128)];
    const table = new EmbeddingTable({ size, scale: 1 });
    for (const row of rows) table.append(row);
    for (const direction of [Int16Array.from(of(7), (n) => n * 250), new Int16Array(size).fill(-32_768)])
      expect([...table.dots(direction)]).toEqual(rows.map((row) => dot(row, direction)));
    expect(table.get(1)).toEqual(rows[1]);
  });

  it.each([512, 768, 1024, 4096])(
    'is exact for embeddings of %d numbers, and holds the largest sums',
    (size) => {
      const of = (start: number): Int8Array =>
        Int8Array.from({ length: size }, (_, i) => Math.imul(start + i, 0x9e3779b1) >> 24);
      const rows = [of(1), of(1000), new Int8Array(size).fill(-128), new Int8Array(size).fill(127)];
      const table = new EmbeddingTable({ size, scale: 1 });
      for (const row of rows) table.append(row);
      const most = Math.floor((2 ** 31 - 1) / (size * 128));
      for (const direction of [of(7), new Int16Array(size).fill(-most), new Int16Array(size).fill(most)])
        expect([...table.dots(Int16Array.from(direction))]).toEqual(rows.map((row) => dot(row, direction)));
      expect(() => table.dots(new Int16Array(size).fill(most + 1))).toThrow('could overflow');
      const weights = Float32Array.from({ length: size }, (_, i) => Math.sin(i));
      const { dots, scale } = table.dotsWith(weights);
      rows.forEach((row, at) => {
        const sum = row.reduce((total, number) => total + Math.abs(number), 0);
        expect(Math.abs((dots[at] ?? Number.NaN) * scale - dot(row, weights))).toBeLessThanOrEqual(
          scale * sum,
        );
      });
    },
  );

  it('gives the score of a photo and a phrase in real units', () => {
    const photos = REFERENCE.map(({ phrase }) => Int8Array.from(phrase));
    const table = new EmbeddingTable(PHRASE, photos.length);
    for (const photo of photos) table.append(photo);
    const vector = Float32Array.from(photos[0] ?? [], (number) => number / 431);
    const { dots, scale } = table.dotsWith(vector);
    photos.forEach((photo, row) => {
      const score = photo.reduce((sum, number, i) => sum + (number / 400) * (vector[i] ?? Number.NaN), 0);
      expect((dots[row] ?? Number.NaN) * scale).toBeCloseTo(score, 3);
    });
  });

  it('returns nothing for an empty table', () => {
    expect(new EmbeddingTable(SIGNATURE).dots(new Int16Array(EMBEDDING_SIZE))).toHaveLength(0);
    expect(new EmbeddingTable(SIGNATURE, 1000).dots(new Int16Array(EMBEDDING_SIZE))).toHaveLength(0);
  });

  it('finds a real photo most similar to itself, with cosine 1 up to rounding of the stored numbers', () => {
    const table = tableOf(PHOTOS);
    PHOTOS.forEach((embedding, row) => {
      const similarity = table.dots(Int16Array.from(embedding));
      // One of the pictures occurs twice.
      expect(table.get(topK(similarity, table.count, 1)[0] ?? -1)).toEqual(embedding);
      expect(Math.abs((similarity[row] ?? 0) / 300 ** 2 - 1)).toBeLessThan(0.01);
    });
  });
});

describe('dot products with arbitrary weights', () => {
  const weights = fc
    .tuple(fc.array(fc.float({ min: -1, max: 1, noNaN: true }), sized), fc.constantFrom(1e-40, 1e-3, 1, 1e30))
    .map(([numbers, size]) => Float32Array.from(numbers, (number) => number * size));

  it('have errors within the rounding of the weights', () => {
    const table = tableOf(PHOTOS);
    fc.assert(
      fc.property(weights, (direction) => {
        const { dots, scale } = table.dotsWith(direction);
        PHOTOS.forEach((row, i) => {
          const error = Math.abs((dots[i] ?? Number.NaN) * scale - dot(row, direction) / 300);
          const bound = (scale / 2) * row.reduce((sum, number) => sum + Math.abs(number), 0);
          expect(error).toBeLessThanOrEqual(bound * (1 + 1e-9));
        });
      }),
    );
  });

  it('are accurate to 1e-4 of the largest for directions as long as those of photos', () => {
    const table = tableOf(PHOTOS);
    for (const photo of PHOTOS) {
      const direction = Float32Array.from(photo, (number) => number / 300);
      const exact = PHOTOS.map((row) => dot(row, direction) / 300);
      const { dots, scale } = table.dotsWith(direction);
      const errors = exact.map((number, i) => Math.abs((dots[i] ?? Number.NaN) * scale - number));
      expect(Math.max(...errors)).toBeLessThan(1e-4 * Math.max(...exact));
    }
  });

  it('are all 0 for all-zero weights', () => {
    const { dots, scale } = tableOf(PHOTOS).dotsWith(new Float32Array(EMBEDDING_SIZE));
    expect(dots.every((number) => number * scale === 0)).toBe(true);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('throw for a weight of %d', (weight) => {
    const direction = new Float32Array(EMBEDDING_SIZE).fill(weight, 7, 8);
    expect(() => tableOf(PHOTOS).dotsWith(direction)).toThrow('not a finite number');
  });
});

describe('EmbeddingTable', () => {
  it('keeps every row while it grows over many pages, by at most an eighth', () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => numbered(row));
    const table = tableOf(rows);
    expect(table.count).toBe(rows.length);
    const direction = Int16Array.from(numbered(1), (number) => number * 256);
    const similarity = table.dots(direction);
    rows.forEach((row, i) => {
      expect(Buffer.from(table.get(i)).equals(Buffer.from(row))).toBe(true);
      expect(similarity[i]).toBe(dot(row, direction));
    });
    expect(similarity.buffer.byteLength).toBeLessThan(rows.length * EMBEDDING_SIZE * 1.14);
  });

  it('takes less than 2 % beyond the embeddings if their number is reserved', () => {
    const table = new EmbeddingTable(SIGNATURE, 100_000);
    for (let row = 0; row < 100_000; row++) table.append(PHOTOS[row % PHOTOS.length] ?? new Int8Array());
    const { buffer } = table.dots(new Int16Array(EMBEDDING_SIZE));
    expect(buffer.byteLength).toBeLessThan(100_000 * EMBEDDING_SIZE * 1.02);
  });

  it.each([0, -16, 8, 200, 4112, 16.5, Number.NaN])('throws for embeddings of %d numbers', (size) => {
    expect(() => new EmbeddingTable({ size, scale: 1 })).toThrow('is not a valid embedding size');
  });

  it('returns copies, and replaces one row without changing its neighbours', () => {
    const table = tableOf([numbered(0), numbered(1), numbered(2)]);
    table.get(1).fill(0);
    expect(table.get(1)).toEqual(numbered(1));
    table.set(1, numbered(9));
    expect([0, 1, 2].map((row) => table.get(row))).toEqual([numbered(0), numbered(9), numbered(2)]);
    table.reserve(100_000);
    expect([0, 1, 2].map((row) => table.get(row))).toEqual([numbered(0), numbered(9), numbered(2)]);
  });

  it.each([0, 255, 257, 512])('throws for an embedding or direction of %d numbers', (length) => {
    const table = tableOf([numbered(0)]);
    const says = `Expected 256 numbers, got ${length}`;
    expect(() => table.append(new Int8Array(length))).toThrow(says);
    expect(() => table.set(0, new Int8Array(length))).toThrow(says);
    expect(() => table.dots(new Int16Array(length))).toThrow(says);
    expect(() => table.dotsWith(new Float32Array(length))).toThrow(says);
    expect(table.count).toBe(1);
  });

  it.each([-1, 1, 0.5, Number.NaN])('throws for row %d of a table with one row', (row) => {
    const table = tableOf([numbered(0)]);
    expect(() => table.get(row)).toThrow('does not exist');
    expect(() => table.set(row, numbered(1))).toThrow('does not exist');
  });

  it('throws for an invalid or too large number of rows in reserve, and remains usable', () => {
    const table = tableOf([numbered(0)]);
    for (const rows of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => table.reserve(rows)).toThrow('is not a valid number of rows');
    for (const rows of [16_600_000, 1e15]) expect(() => table.reserve(rows)).toThrow('No memory');
    expect(() => new EmbeddingTable(SIGNATURE, 1e15)).toThrow('No memory');
    table.append(numbered(1));
    expect(table.get(0)).toEqual(numbered(0));
    expect(table.get(1)).toEqual(numbered(1));
  });
});
