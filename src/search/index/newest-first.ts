/**
 * Ordinals of the current photos, newest first; after them the photos without their own date, by the time of
 * their files, and those without a time last.
 * @param ordered the previous result, from before ordinals were added and others became dead
 * @param redated ordinals of it that have another date since then
 * @param first first added ordinal
 * @param count total number of ordinals
 */
export function newestFirst(
  {
    takenAt,
    monthDay,
    current,
  }: { readonly takenAt: Float64Array; readonly monthDay: Uint16Array; readonly current: Uint8Array },
  ordered: Uint32Array,
  redated: ReadonlySet<number>,
  first: number,
  count: number,
): Uint32Array<ArrayBuffer> {
  const before = (a: number, b: number): number => {
    if ((monthDay[a] === 0) !== (monthDay[b] === 0)) return monthDay[a] === 0 ? 1 : -1;
    const [x, y] = [takenAt[a] as number, takenAt[b] as number];
    if (x === y || (Number.isNaN(x) && Number.isNaN(y))) return a - b;
    return Number.isNaN(x) ? 1 : Number.isNaN(y) ? -1 : y - x;
  };
  const old = ordered.filter((ordinal) => current[ordinal] === 1 && !redated.has(ordinal));
  const moved = [...redated].filter((ordinal) => ordinal < first && current[ordinal] === 1);
  const added = new Uint32Array(count - first + moved.length)
    .map((_, at) => moved[at - (count - first)] ?? first + at)
    .sort(before);
  const merged = new Uint32Array(old.length + added.length);
  let [a, b] = [0, 0];
  for (let at = 0; at < merged.length; at++) {
    const takeOld =
      b >= added.length || (a < old.length && before(old[a] as number, added[b] as number) <= 0);
    merged[at] = (takeOld ? old[a++] : added[b++]) as number;
  }
  return merged;
}
