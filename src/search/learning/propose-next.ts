/**
 * Selects photos for the user to label next, alternating between the highest score and the score nearest to one half:
 * the former make the label useful at once, the latter improve its boundary most.
 * @param scores of all photos, 0 to 1
 * @param known indexes of photos that are already labelled
 * @returns at most `count` indexes into `scores`
 */
export function proposeNext(scores: Float32Array, known: ReadonlySet<number>, count: number): number[] {
  if (count < 1) return [];
  const best = highest(scores, known, count, (score) => score);
  const unsure = highest(scores, known, count, (score) => -Math.abs(score - 0.5));
  const chosen = new Set<number>();
  for (let i = 0; i < best.length && chosen.size < count; i++)
    for (const place of [best[i], unsure[i]])
      if (place !== undefined && chosen.size < count) chosen.add(place);
  return [...chosen];
}

/** Indexes of the `count` scores with the highest value, best first; equal values in ascending order. */
function highest(
  scores: Float32Array,
  known: ReadonlySet<number>,
  count: number,
  worth: (score: number) => number,
): number[] {
  const kept: { place: number; worth: number }[] = [];
  for (let place = 0; place < scores.length; place++) {
    const value = worth(scores[place] as number);
    const last = kept.length < count ? undefined : kept.at(-1);
    if ((last !== undefined && value <= last.worth) || known.has(place)) continue;
    if (last !== undefined) kept.pop();
    let at = kept.length;
    while (at > 0 && (kept[at - 1]?.worth ?? 0) < value) at--;
    kept.splice(at, 0, { place, worth: value });
  }
  return kept.map(({ place }) => place);
}
