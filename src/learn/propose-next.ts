/**
 * Which photos to ask about next: in turn the best one that is not known and the one whose score is nearest to
 * a half, of which an answer teaches most. Best first; equal ones in the order of the photos.
 * @param scores of all photos, 0 to 1
 * @param known places in `scores` that a person has answered
 * @returns at most `count` places in `scores`
 */
export function proposeNext(scores: Float32Array, known: ReadonlySet<number>, count: number): number[] {
  const open = Array.from(scores.keys()).filter((place) => !known.has(place));
  const at = (place: number): number => scores[place] ?? 0;
  const best = open.toSorted((a, b) => at(b) - at(a));
  const unsure = open.toSorted((a, b) => Math.abs(at(a) - 0.5) - Math.abs(at(b) - 0.5));
  const chosen = new Set<number>();
  for (let i = 0; i < open.length && chosen.size < count; i++)
    for (const place of [best[i], unsure[i]])
      if (place !== undefined && chosen.size < count) chosen.add(place);
  return [...chosen];
}
