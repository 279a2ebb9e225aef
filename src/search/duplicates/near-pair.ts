import { HASH_SIZE } from '../../domain/photo.ts';
import { EMBEDDING_SIZE } from '../../domain/prediction.ts';
import type { TextOfPhoto } from './text-comparison.ts';

/** Data of the photos to compare, by row. */
export interface PhotosToCompare {
  readonly count: number;
  /** count × EMBEDDING_SIZE, as output by the network. */
  readonly embeddings: Int8Array;
  /** Perceptual hashes, count × HASH_SIZE; an all-zero hash is unknown. */
  readonly hashes: Uint8Array;
  /** Text that was read in photos, by row; a photo that is not in it was not read, or not looked up. */
  readonly texts?: ReadonlyMap<number, TextOfPhoto>;
  /** Rows that are not compared. */
  readonly waiting?: ReadonlySet<number>;
}

/** The cosine of the signatures that a pair needs. */
export interface PairThresholds {
  /** Where the hashes are the same. */
  readonly sameHash: number;
  /** Added for each bit that differs. */
  readonly eachBit: number;
  /** If a hash is unknown. */
  readonly withoutHash: number;
}

/**
 * Chosen by test/eval/duplicates.ts: the most copies without a wrong pair. A reduced or grey copy has nearly the same
 * hash, but often a similarity below 0.5; a cropped copy differs in ten bits, but has a similarity above 0.85. By
 * similarity alone, most mirrored pictures are above 0.95, and many copies are not.
 */
const CUTS: PairThresholds = { sameHash: 0.1, eachBit: 0.06, withoutHash: 0.98 };

/** Returns a function that checks whether two rows are the same picture: one shot, regardless of later processing. */
export function nearPair(
  { count, embeddings, hashes, waiting = new Set() }: PhotosToCompare,
  { sameHash, eachBit, withoutHash }: PairThresholds = CUTS,
): (a: number, b: number) => boolean {
  const words = new Uint32Array(new Uint8Array(hashes.subarray(0, count * HASH_SIZE)).buffer);
  const lengths = new Float32Array(count);
  for (let row = 0; row < count; row++) lengths[row] = lengthOf(embeddings, row);
  return (a, b) => {
    if (waiting.has(a) || waiting.has(b)) return false;
    const a0 = words[2 * a] ?? 0;
    const a1 = words[2 * a + 1] ?? 0;
    const b0 = words[2 * b] ?? 0;
    const b1 = words[2 * b + 1] ?? 0;
    const known = (a0 | a1) !== 0 && (b0 | b1) !== 0;
    const cosine = known ? sameHash + eachBit * (bitsOf(a0 ^ b0) + bitsOf(a1 ^ b1)) : withoutHash;
    if (cosine > 1) return false;
    const lengthA = lengths[a] ?? 0;
    const lengthB = lengths[b] ?? 0;
    // All zeros: no network has seen the photo. Rounding would make it the same as any other.
    if (lengthA === 0 || lengthB === 0) return false;
    // Law of cosines: a sum that only grows allows an early exit.
    return isWithin(embeddings, a, b, lengthA ** 2 + lengthB ** 2 - 2 * cosine * lengthA * lengthB);
  };
}

function lengthOf(embeddings: Int8Array, row: number): number {
  let sum = 0;
  const end = (row + 1) * EMBEDDING_SIZE;
  for (let at = row * EMBEDDING_SIZE; at < end; at++) sum += (embeddings[at] ?? 0) ** 2;
  return Math.sqrt(sum);
}

/** Whether the squared distance of two embeddings is below a limit. */
function isWithin(embeddings: Int8Array, a: number, b: number, limit: number): boolean {
  const from = a * EMBEDDING_SIZE;
  const to = b * EMBEDDING_SIZE;
  let sum = 0;
  for (let i = 0; i < EMBEDDING_SIZE && sum < limit; i++)
    sum += ((embeddings[from + i] ?? 0) - (embeddings[to + i] ?? 0)) ** 2;
  return sum < limit;
}

/** Number of set bits of a 32-bit number. */
function bitsOf(number: number): number {
  let bits = number - ((number >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
