/**
 * The rows of the `k` highest of the first `count` scores, best first, the lower row first where scores are
 * equal. A score that is not a number belongs to no row. Most scores are only compared with the worst of the
 * best so far: O(n) and O(k log k), in practice.
 * @param skip rows to leave out; asked only of rows whose score is good enough
 * @throws RangeError where there are not so many scores, or k is no number of rows
 */
export function topK(
  scores: Int32Array | Float32Array,
  count: number,
  k: number,
  skip: (row: number) => boolean = () => false,
): Int32Array {
  if (!Number.isInteger(count) || count < 0 || count > scores.length)
    throw new RangeError(`There are not ${count} scores but ${scores.length}.`);
  if (!Number.isInteger(k) || k < 0) throw new RangeError(`${k} is no number of rows.`);
  const wanted = Math.min(k, count);
  if (wanted === 0) return new Int32Array();

  /** Negative where row a is the better one. Two infinities differ by no number: then the row decides. */
  const compare = (a: number, b: number): number => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
  // When full a heap: each row is worse than the two below it, so that the worst is on top.
  const kept = new Int32Array(wanted);
  let size = 0;
  /** Puts a row into the heap at a place that is free, or further down where it is better than those below. */
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
