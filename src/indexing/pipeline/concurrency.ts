import type { IndexMode } from '../../domain/index-mode.ts';

/** How much of the machine the pipeline takes. */
export interface Concurrency {
  /** How many photos are decoded at once; each holds a few megabytes. */
  readonly decoders: number;
  /** Threads for the network. */
  readonly threads: number;
  /** The part of one processor that all its work together may use; Infinity for no limit. */
  readonly share: number;
}

/** Photos under way beyond one for each processor: some always wait for a thread, or for their turn. */
const MORE_DECODERS = 2;
/** So many feed any network. */
const MOST_DECODERS = 17;

/** @param cores processors of this machine */
export function concurrencyOf(mode: IndexMode, cores: number): Concurrency {
  if (mode === 'gentle') return { decoders: 1, threads: 1, share: 0.5 };
  const used = mode === 'normal' ? Math.max(1, cores - 1) : cores;
  const decoders = Math.min(used + MORE_DECODERS, MOST_DECODERS);
  return { decoders, threads: used, share: Number.POSITIVE_INFINITY };
}
