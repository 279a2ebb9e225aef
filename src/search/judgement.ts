import type { Tier } from '../domain/label.ts';

/** Tiers as numbers, so that "and" is the smaller, "or" the larger, and "not" the opposite. */
export const TIERS = ['unlikely', 'possible', 'likely'] as const satisfies readonly Tier[];
export const POSSIBLE = 1;
export const LIKELY = 2;

/** What one part of a query says of every photo, by its ordinal. */
export interface Judgement {
  readonly tier: Uint8Array;
  /** 0 to 1; null where it is 1 for what is likely and 0 for all else. */
  readonly probability: Float32Array | null;
  /** How many words the probability is the product of. */
  readonly words: number;
}

/** Arrays of one length that are used again and again: a search of a million photos needs several. */
export class Scratch {
  readonly #length: number;
  readonly #tiers: Uint8Array[] = [];
  readonly #probabilities: Float32Array[] = [];

  constructor(length: number) {
    this.#length = length;
  }

  /** Filled with 0. */
  tiers(): Uint8Array {
    return this.#tiers.pop()?.fill(0) ?? new Uint8Array(this.#length);
  }

  /** Filled with 0. */
  probabilities(): Float32Array {
    return this.#probabilities.pop()?.fill(0) ?? new Float32Array(this.#length);
  }

  /** Takes the arrays of a judgement that nobody needs any more. */
  free({ tier, probability }: Judgement): void {
    this.#tiers.push(tier);
    if (probability !== null) this.#probabilities.push(probability);
  }
}

/** "Not": the opposite tier. Works in the arrays that it was given. */
export function not({ tier, probability, words }: Judgement): Judgement {
  for (let at = 0; at < tier.length; at++) {
    const opposite = LIKELY - (tier[at] as number);
    tier[at] = opposite;
    // What is likely the thing is not "not" it, whatever is left of the probability.
    if (probability !== null) probability[at] = opposite === 0 ? 0 : 1 - (probability[at] as number);
  }
  return { tier, probability, words };
}

/** "And": the lower tier, the product of the probabilities. Works in the arrays of both parts. */
export function and(a: Judgement, b: Judgement, scratch: Scratch): Judgement {
  const words = a.words + b.words;
  const probability = a.probability ?? b.probability;
  if (a.probability !== null && b.probability !== null) {
    for (let at = 0; at < a.tier.length; at++)
      a.probability[at] = (a.probability[at] as number) * (b.probability[at] as number);
  } else if (probability !== null) {
    // What holds or not as a whole is 1 or 0: its tier says it.
    const { tier } = a.probability === null ? a : b;
    for (let at = 0; at < tier.length; at++) if (tier[at] === 0) probability[at] = 0;
  }
  for (let at = 0; at < a.tier.length; at++)
    if ((b.tier[at] as number) < (a.tier[at] as number)) a.tier[at] = b.tier[at] as number;
  scratch.free({ ...b, probability: probability === b.probability ? null : b.probability });
  return { tier: a.tier, probability, words };
}

/** "Or": the higher tier and probability; a part of several words counts as its mean word does. */
export function or(a: Judgement, b: Judgement, scratch: Scratch): Judgement {
  const words = Math.min(1, Math.max(a.words, b.words));
  let probability = a.probability;
  if (a.probability !== null || b.probability !== null) {
    probability ??= scratch.probabilities();
    for (let at = 0; at < probability.length; at++)
      probability[at] = Math.max(meanWord(a, at), meanWord(b, at));
  }
  for (let at = 0; at < a.tier.length; at++)
    if ((b.tier[at] as number) > (a.tier[at] as number)) a.tier[at] = b.tier[at] as number;
  scratch.free(b);
  return { tier: a.tier, probability, words };
}

function meanWord({ tier, probability, words }: Judgement, at: number): number {
  if (probability === null) return tier[at] === LIKELY ? 1 : 0;
  const p = probability[at] as number;
  return words < 2 ? p : p ** (1 / words);
}
