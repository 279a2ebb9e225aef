/** Between two neighbours that are numbered again, so that photos can come between them later. */
const GAP = 1024;

/**
 * Positions, rising, for things in a wanted order. As many as possible keep theirs, because each change is a row of the
 * journal.
 * @param current the position that each has, in the wanted order; null for none
 */
export function risingPositions(current: readonly (number | null)[]): number[] {
  const kept = longestRise(current);
  const positions = current.map((position, at) => (kept.has(at) ? position : null));
  for (let from = 0; from < positions.length; from++) {
    if (positions[from] !== null) continue;
    const next = positions.findIndex((position, at) => at > from && position !== null);
    const to = next < 0 ? positions.length : next;
    const low = from === 0 ? null : (positions[from - 1] ?? null);
    const high = next < 0 ? null : (positions[next] ?? null);
    const step = stepBetween(low, high, to - from + 1);
    if (step < 1) return current.map((_, at) => (at + 1) * GAP);
    const start = low ?? (high === null ? 0 : high - step * (to - from + 1));
    for (let at = from; at < to; at++) positions[at] = start + step * (at - from + 1);
  }
  return positions.map((position) => position ?? 0);
}

/** Room of each of `parts` between two positions; whole. */
const stepBetween = (low: number | null, high: number | null, parts: number): number =>
  low === null || high === null ? GAP : Math.floor((high - low) / parts);

/** The places of a longest rising sequence (patience sorting). */
function longestRise(values: readonly (number | null)[]): Set<number> {
  const ends: number[] = [];
  const before: number[] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[at] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = at;
  });
  const kept = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at);
  return kept;
}
