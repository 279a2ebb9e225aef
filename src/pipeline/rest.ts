import { setTimeout as sleep } from 'node:timers/promises';

/** One photo that took very long is not paid for longer than this. */
const LONGEST_MS = 2000;

/**
 * Keeps this process, with all its threads, at a part of one processor: what rests between two photos.
 * @param share part of one processor; Infinity never rests
 * @param used milliseconds of processor time so far
 * @param now milliseconds
 * @returns waits for as long as the work since the last call was too much; ends early when aborted
 */
export function restAfterWork(
  share: number,
  used: () => number,
  now: () => number,
): (signal: AbortSignal) => Promise<void> {
  let before = { used: used(), at: now() };
  return async (signal) => {
    const due = before.at + (used() - before.used) / share - now();
    if (due > 0) await sleep(Math.min(due, LONGEST_MS), undefined, { signal }).catch(() => {});
    before = { used: used(), at: now() };
  };
}
