import { HASH_SIZE } from '../../domain/photo.ts';
import { EMBEDDING_SIZE } from '../../domain/prediction.ts';
import { NearGroups } from './near-groups.ts';
import { nearPair, type PhotosToCompare } from './near-pair.ts';
import { textComparison } from './text-comparison.ts';

/**
 * Pairs are found by sorting (sorted neighbourhood method, Hernández and Stolfo 1995): photos are sorted by 32 bits at
 * a time (signs of the embedding or bits of the hash), and each photo is compared with the next few. A pair that
 * differs in some bits is adjacent in a sort by other bits. The hash finds reduced or grey copies, whose embedding
 * differs; the embedding finds cropped copies, whose hash differs.
 */
const KEY_BITS = 32;
const SIGNATURE_STEP = 8;
const HASH_STEP = 4;
const NEXT = 16;

export interface FindNearOptions {
  /** Called from time to time with the progress, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Groups of two or more photos that show the same picture (`nearPair`), as rows. The groups are disjoint. All photos of
 * a group are near its first photo, so that a series of slightly different shots does not form one group, and no two of
 * them have texts that differ; the others are in order of their rows. A million photos take half a minute and 30 MB.
 */
export function findNear(photos: PhotosToCompare, { onProgress }: FindNearOptions = {}): number[][] {
  const { count } = photos;
  const groups = new NearGroups(count, nearPair(photos), textComparison(photos.texts));
  const rowBits = Math.ceil(Math.log2(Math.max(2, count)));
  const keyBits = Math.min(KEY_BITS, 53 - rowBits);
  // Key and row are packed into the 53 integer bits of one number, because the engine sorts numbers without a
  // comparator.
  const sorted = new Float64Array(count);
  const order = new Int32Array(count);
  const keys = keysOf(photos);
  keys.forEach((key, done) => {
    onProgress?.(done / keys.length);
    for (let row = 0; row < count; row++)
      sorted[row] = (key(row) >>> (KEY_BITS - keyBits)) * 2 ** rowBits + row;
    sorted.sort();
    for (let at = 0; at < count; at++) {
      const both = sorted[at] ?? 0;
      order[at] = both - Math.floor(both / 2 ** rowBits) * 2 ** rowBits;
    }
    for (let at = 0; at < count; at++) {
      const row = order[at] ?? 0;
      const end = Math.min(count, at + 1 + NEXT);
      for (let next = at + 1; next < end; next++) groups.offer(row, order[next] ?? 0);
    }
  });
  onProgress?.(1);
  return groups.list();
}

/** Sort keys, each an unsigned 32-bit number. */
function keysOf({ embeddings, hashes }: PhotosToCompare): ((row: number) => number)[] {
  const signs = steps(EMBEDDING_SIZE, SIGNATURE_STEP).map((start) => (row: number): number => {
    let key = 0;
    for (let i = start; i < start + KEY_BITS; i++)
      key = (key << 1) | ((embeddings[row * EMBEDDING_SIZE + (i % EMBEDDING_SIZE)] ?? 0) < 0 ? 1 : 0);
    return key >>> 0;
  });
  const hash = steps(HASH_SIZE * 8, HASH_STEP).map((start) => (row: number): number => {
    let key = 0;
    for (let i = start; i < start + KEY_BITS; i++)
      key = (key << 1) | (((hashes[row * HASH_SIZE + ((i >>> 3) % HASH_SIZE)] ?? 0) >>> (7 - (i & 7))) & 1);
    return key >>> 0;
  });
  return [...signs, ...hash];
}

const steps = (size: number, step: number): number[] =>
  Array.from({ length: size / step }, (_, i) => i * step);
