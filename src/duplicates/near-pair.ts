import { SIGNATURE_SIZE } from '../domain/answer.ts';
import { HASH_SIZE } from '../domain/photo.ts';

/** What is compared of photos; row by row. */
export interface PhotosToCompare {
  readonly count: number;
  /** count × SIGNATURE_SIZE, as the network gave them. */
  readonly signatures: Int8Array;
  /** count × HASH_SIZE, perceptual hashes; a hash of zeros is not known. */
  readonly hashes: Uint8Array;
}

/**
 * The cosine of the signatures that a pair needs: the more, the more bits of the hashes differ. Chosen by
 * test/eval/duplicates.ts: making a photo smaller or grey hardly changes the hash, but takes the signatures
 * down to 0.3; cutting its edges off changes 10 bits, but leaves them above 0.85.
 */
const AT_SAME_HASH = 0.2;
const FOR_EACH_BIT = 0.05;
/** Without a hash. A mirrored picture is at 0.97, another shot of the same scene at 0.95. */
const WITHOUT_HASH = 0.98;

/** Tells whether two photos, by their rows, are the same picture: the same shot, whatever was done to the file. */
export function nearPair({ count, signatures, hashes }: PhotosToCompare): (a: number, b: number) => boolean {
  const words = new Uint32Array(hashes.slice(0, count * HASH_SIZE).buffer);
  const lengths = new Float32Array(count);
  for (let row = 0; row < count; row++) lengths[row] = Math.sqrt(dot(signatures, row, row));
  return (a, b) => {
    const a0 = words[2 * a] ?? 0;
    const a1 = words[2 * a + 1] ?? 0;
    const b0 = words[2 * b] ?? 0;
    const b1 = words[2 * b + 1] ?? 0;
    const known = (a0 | a1) !== 0 && (b0 | b1) !== 0;
    const least = known ? AT_SAME_HASH + FOR_EACH_BIT * (bitsOf(a0 ^ b0) + bitsOf(a1 ^ b1)) : WITHOUT_HASH;
    return least <= 1 && dot(signatures, a, b) >= least * (lengths[a] ?? 0) * (lengths[b] ?? 0);
  };
}

function dot(signatures: Int8Array, a: number, b: number): number {
  let sum = 0;
  const from = a * SIGNATURE_SIZE;
  const to = b * SIGNATURE_SIZE;
  for (let i = 0; i < SIGNATURE_SIZE; i++) sum += (signatures[from + i] ?? 0) * (signatures[to + i] ?? 0);
  return sum;
}

/** How many bits of a 32-bit number are set. */
function bitsOf(number: number): number {
  let bits = number - ((number >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
