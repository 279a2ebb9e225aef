/** Maximum rest in ms after one photo that took very long. */
const LONGEST_MS = 2000;

/**
 * Limits this process, with all its threads, to a fraction of one processor by rests between photos.
 * @param share fraction of one processor; Infinity never rests
 * @param used processor time so far in ms
 * @param now current time in ms
 * @returns rest in ms after the work since the last rest
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
