/** One photo that took very long is not paid for longer than this. */
const LONGEST_MS = 2000;

/**
 * Keeps this process, with all its threads, at a part of one processor: how long to rest between two photos.
 * @param share part of one processor; Infinity never rests
 * @param used milliseconds of processor time so far
 * @param now milliseconds
 * @returns milliseconds to rest after the work since the last rest
 */
export function restAfterWork(share: number, used: () => number, now: () => number): () => number {
  if (share === Number.POSITIVE_INFINITY) return () => 0;
  let before = { used: used(), at: now() };
  return () => {
    const at = now();
    const rest = Math.min(Math.max(0, before.at + (used() - before.used) / share - at), LONGEST_MS);
    before = { used: used(), at: at + rest };
    return rest;
  };
}
