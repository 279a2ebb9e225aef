import type { IndexMode } from '../../domain/index-mode.ts';

/** Concurrency settings of the pipeline. */
export interface Concurrency {
  /** Maximum number of photos decoded at once; each takes a few megabytes. */
  readonly decoders: number;
  /** Number of threads for the network. */
  readonly threads: number;
  /** Fraction of one processor that all work together may use; Infinity for no limit. */
  readonly share: number;
}

/**
 * Photos in flight in addition to one per processor, because some always wait for a thread or for permission to go on.
 */
const MORE_DECODERS = 2;
/** This many are enough to keep any network busy. */
const MOST_DECODERS = 17;

/** @param cores number of processors of this machine */
export function concurrencyOf(mode: IndexMode, cores: number): Concurrency {
  const free = (used: number): Concurrency => ({
    decoders: Math.min(used + MORE_DECODERS, MOST_DECODERS),
    threads: used,
    share: Number.POSITIVE_INFINITY,
  });
  switch (mode) {
    case 'gentle':
      return { decoders: 1, threads: 1, share: 0.5 };
    case 'normal':
      return free(Math.max(1, cores - 1));
    case 'full':
      return free(cores);
  }
}
