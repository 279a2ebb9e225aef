/** Numbers from 0 up to 1 that follow from a seed: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The order in which photos are shown, as their places in the list: as they are, or shuffled, the same for the same seed.
 * @param first the photo that comes first where they are shuffled
 * @param seed null: not shuffled
 */
export function slideOrder(count: number, first: number, seed: number | null): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  if (seed === null || count === 0) return order;
  const random = randomFrom(seed);
  const swap = (one: number, other: number): void => {
    const kept = order[one] ?? 0;
    order[one] = order[other] ?? 0;
    order[other] = kept;
  };
  swap(0, first);
  for (let at = count - 1; at > 1; at--) swap(at, 1 + Math.floor(random() * at));
  return order;
}

/** The place after one, by steps of 1 or -1; null behind the last one, where the show does not begin again. */
export function placeAfter(at: number, by: 1 | -1, count: number, repeats: boolean): number | null {
  const next = at + by;
  if (next >= 0 && next < count) return next;
  return repeats && count > 0 ? (next + count) % count : null;
}
