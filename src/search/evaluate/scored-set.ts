import type { ConfidenceLevel } from '../../domain/label.ts';

/** Confidence levels as numbers, so that "and" is the minimum, "or" the maximum, and "not" the complement. */
export const LEVELS = ['unlikely', 'possible', 'likely'] as const satisfies readonly ConfidenceLevel[];
export const POSSIBLE = 1;
export const LIKELY = 2;

/** Levels are processed four at a time as the bytes of an integer: masks of the lower and the upper bit. */
const [ONES, TWOS] = [0x01010101, 0x02020202];
export const LANES = 4;
/** Maximum sum in one byte. */
const MOST_IN_LANE = 255;

/** The same levels, four in each number. */
export const inFours = ({ buffer, byteOffset, length }: Uint8Array): Int32Array =>
  new Int32Array(buffer, byteOffset, Math.ceil(length / LANES));

/** Result of one part of a query for every photo, by ordinal. */
export interface ScoredSet {
  readonly level: Uint8Array;
  /** 0 to 1; null if it is 1 for likely photos and 0 for all others. */
  readonly probability: Float32Array | null;
  /** Number of words whose probabilities were multiplied. */
  readonly words: number;
}

/** A pool of arrays of one length, because a search of a million photos needs several. */
export class Scratch {
  readonly #length: number;
  readonly #levels: Uint8Array[] = [];
  readonly #probabilities: Float32Array[] = [];
  readonly #ordinals: Uint32Array[] = [];

  constructor(length: number) {
    this.#length = length;
  }

  /** Filled with 0. */
  levels(): Uint8Array {
    const whole = Math.ceil(this.#length / LANES) * LANES;
    return this.#levels.pop()?.fill(0) ?? new Uint8Array(new ArrayBuffer(whole), 0, this.#length);
  }

  /** Filled with 0. */
  probabilities(): Float32Array {
    return this.#probabilities.pop()?.fill(0) ?? new Float32Array(this.#length);
  }

  /** Not filled: room for one ordinal more than there are, so that a list may be written before it is known how long it is. */
  ordinals(): Uint32Array {
    return this.#ordinals.pop() ?? new Uint32Array(this.#length + 1);
  }

  /** Takes back the arrays of a result that is no longer needed. */
  free({ level, probability }: ScoredSet): void {
    this.freeLevels(level);
    if (probability !== null) this.freeProbabilities(probability);
  }

  freeLevels(level: Uint8Array): void {
    this.#levels.push(level);
  }

  freeProbabilities(probability: Float32Array): void {
    this.#probabilities.push(probability);
  }

  freeOrdinals(ordinals: Uint32Array): void {
    this.#ordinals.push(ordinals);
  }
}

/** Number of living photos (1) that are likely. @param alive at least as long, padded to a multiple of four */
export const countLikely = (level: Uint8Array, alive: Uint8Array): number => countAlive(level, alive, 0);

/** Number of living photos that are possible or likely. */
export const countPossible = (level: Uint8Array, alive: Uint8Array): number => countAlive(level, alive, ONES);

/** @param lower mask of the lower bits to count too; of the levels only LIKELY has the upper bit */
function countAlive(level: Uint8Array, alive: Uint8Array, lower: number): number {
  const [levels, living] = [inFours(level), inFours(alive)];
  let count = 0;
  for (let from = 0; from < levels.length; from += MOST_IN_LANE) {
    const to = Math.min(from + MOST_IN_LANE, levels.length);
    let lanes = 0;
    for (let at = from; at < to; at++) {
      const four = levels[at] as number;
      lanes = (lanes + (((four >>> 1) | (four & lower)) & (living[at] as number) & ONES)) | 0;
    }
    count += (lanes & 0xff) + ((lanes >>> 8) & 0xff) + ((lanes >>> 16) & 0xff) + (lanes >>> 24);
  }
  return count;
}

/** "Not": the complement of the level. In place. */
export function not({ level, probability, words }: ScoredSet): ScoredSet {
  const { length } = level;
  for (let at = 0; at < length; at++) level[at] = LIKELY - (level[at] as number);
  if (probability !== null)
    for (let at = 0; at < length; at++)
      // A likely photo is never a hit of "not", whatever its remaining probability.
      probability[at] = level[at] === 0 ? 0 : 1 - (probability[at] as number);
  return { level, probability, words };
}

/** Below this probability, a photo that is possible by the words rather does not show them; see docs/benchmarks.md. */
const RATHER_NOT = 0.45;

/**
 * "Not" of free text, which has graded scores: a photo that the words do not even possibly find is a likely hit, and of
 * those that they possibly find, who are in doubt, only the improbable ones. In place.
 */
export function notText({ level, probability, words }: ScoredSet): ScoredSet {
  if (probability === null) return not({ level, probability, words });
  for (let at = 0; at < level.length; at++) {
    const p = probability[at] as number;
    const isLikely = level[at] === LIKELY;
    level[at] = isLikely ? 0 : level[at] === 0 || p < RATHER_NOT ? LIKELY : POSSIBLE;
    probability[at] = isLikely ? 0 : 1 - p;
  }
  return { level, probability, words };
}

/** "And": the lower level, the product of the probabilities. In place, in the arrays of both parts. */
export function and(a: ScoredSet, b: ScoredSet, scratch: Scratch): ScoredSet {
  const [ours, theirs] = [a.level, b.level];
  const { length } = ours;
  const probability = a.probability ?? b.probability;
  if (a.probability !== null && b.probability !== null) {
    const [p, q] = [a.probability, b.probability];
    for (let at = 0; at < length; at++) p[at] = (p[at] as number) * (q[at] as number);
  } else if (probability !== null) {
    // A condition has probability 1 or 0, given by its level.
    const whole = a.probability === null ? ours : theirs;
    for (let at = 0; at < length; at++) if (whole[at] === 0) probability[at] = 0;
  }
  takeLower(ours, theirs);
  scratch.free({ ...b, probability: probability === b.probability ? null : b.probability });
  return { level: ours, probability, words: a.words + b.words };
}

/** Writes the lower of two levels into the first array; both from a `Scratch`. */
export function takeLower(levels: Uint8Array, others: Uint8Array): void {
  const [ours, theirs] = [inFours(levels), inFours(others)];
  for (let at = 0; at < ours.length; at++) {
    const [a, b] = [ours[at] as number, theirs[at] as number];
    const likely = a & b & TWOS;
    const atLeastPossible = (a | (a >>> 1)) & (b | (b >>> 1)) & ONES;
    ours[at] = likely | (atLeastPossible & ~(likely >>> 1));
  }
}

/** "Or": the higher level and probability; a part of several words counts with the geometric mean of its words. */
export function or(a: ScoredSet, b: ScoredSet, scratch: Scratch): ScoredSet {
  const [ours, theirs] = [a.level, b.level];
  const { length } = ours;
  let probability = a.probability;
  if (a.probability !== null || b.probability !== null) {
    probability ??= scratch.probabilities();
    for (let at = 0; at < length; at++) probability[at] = Math.max(meanWord(a, at), meanWord(b, at));
  }
  for (let at = 0; at < length; at++) ours[at] = Math.max(ours[at] as number, theirs[at] as number);
  scratch.free(b);
  return { level: ours, probability, words: Math.min(1, Math.max(a.words, b.words)) };
}

function meanWord({ level, probability, words }: ScoredSet, at: number): number {
  if (probability === null) return level[at] === LIKELY ? 1 : 0;
  const p = probability[at] as number;
  return words < 2 ? p : p ** (1 / words);
}
