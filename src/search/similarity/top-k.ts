/**
 * Rows of the `k` highest of the first `count` scores, best first; equal scores in ascending order of rows. Scores of
 * NaN are skipped. Most scores are only compared with the worst of the current best: in practice O(n) plus O(k log k).
 * @param skip rows to leave out; called only for rows with a score that is high enough
 * @throws RangeError if there are fewer scores than `count`, or `k` is not a valid number of rows
 */
export function topK(
  scores: Int32Array | Float32Array,
  count: number,
  k: number,
  skip: (row: number) => boolean = () => false,
): Int32Array {
  if (!Number.isInteger(count) || count < 0 || count > scores.length)
    throw new RangeError(`Expected ${count} scores, got ${scores.length}.`);
  if (!Number.isInteger(k) || k < 0) throw new RangeError(`${k} is not a valid number of rows.`);
  const wanted = Math.min(k, count);
  if (wanted === 0) return new Int32Array();

  /** Negative if row a is better. The difference of two infinities is NaN; the row decides then. */
  const compare = (a: number, b: number): number => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
  // A heap once full: each row is worse than its two children, so that the worst is on top.
  const kept = new Int32Array(wanted);
  let size = 0;
  /** Inserts a row into the heap at a free position, or further down if it is better than its children. */
  const sink = (row: number, place: number): void => {
    let at = place;
    for (let below = 2 * at + 1; below < wanted; below = 2 * at + 1) {
      if (below + 1 < wanted && compare(kept[below + 1] ?? 0, kept[below] ?? 0) > 0) below++;
      const worse = kept[below] ?? 0;
      if (compare(worse, row) < 0) break;
      kept[at] = worse;
      at = below;
    }
    kept[at] = row;
  };

  let row = 0;
  for (; row < count && size < wanted; row++)
    if (!Number.isNaN(scores[row]) && !skip(row)) kept[size++] = row;
  if (size === wanted) for (let at = (wanted >> 1) - 1; at >= 0; at--) sink(kept[at] ?? 0, at);
  for (let worst = scores[kept[0] ?? 0] ?? 0; row < count; row++)
    // Later rows lose against an equal score.
    if ((scores[row] ?? 0) > worst && !skip(row)) {
      sink(row, 0);
      worst = scores[kept[0] ?? 0] ?? 0;
    }
  return kept.slice(0, size).sort(compare);
}
