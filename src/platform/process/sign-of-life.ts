import process from 'node:process';
import { log } from '../log/log.ts';
import { bytesToSend } from './channel-handle.ts';
import type { FromChild } from './protocol.ts';

/** In ms: the longest that one step may take in which nothing else of a process runs, such as a migration. */
const LONG_STEP_MS = 30 * 60_000;
/** Beats in the time after which a process without one is killed: some may be late. */
const BEATS = 6;

/** In ms: a thread that did nothing else for so much longer than a beat takes is noted in the log. */
const STILL_MS = 5000;

/** Null in a process whose parent does not listen for signs of life. */
let silentAfterMs: number | null = null;

/** @param withinMs when the next sign of life comes at the latest */
function beat(withinMs: number): void {
  if (!process.connected) return;
  const bytes = bytesToSend(process) ?? 0;
  if (bytes > 0) log.warn('the channel takes no messages', { detail: `${bytes} bytes wait` });
  // Written to the channel at once, also where what follows blocks this thread. A closed channel ends this process.
  process.send?.({ type: 'beat', withinMs } satisfies FromChild, undefined, undefined, () => {});
}

/** Sends signs of life to the parent, which kills this process after `afterMs` without one. */
export function startSignsOfLife(afterMs: number): void {
  silentAfterMs = afterMs;
  beat(afterMs);
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    const still = now - last - afterMs / BEATS;
    if (still > STILL_MS) log.warn('this process stood still', { detail: `${Math.round(still / 1000)} s` });
    last = now;
    beat(afterMs);
  }, afterMs / BEATS).unref();
}

/** Does something during which this thread may do nothing else for long; the parent expects that. */
export function duringLongStep<T>(work: () => T): T {
  if (silentAfterMs === null) return work();
  beat(Math.max(LONG_STEP_MS, silentAfterMs));
  try {
    return work();
  } finally {
    beat(silentAfterMs);
  }
}
