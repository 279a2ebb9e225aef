import type { MemoryPhoto } from './memory-photo.ts';

const DAY_SECONDS = 86_400;
/** A topic has at most this part of the photos, as long as there are others. */
const MOST_OF_TOPIC = 1 / 3;

/** The higher worth first; of equal ones the earlier photo. */
const byWorth = (a: MemoryPhoto, b: MemoryPhoto): number =>
  b.worth - a.worth || a.time - b.time || a.id - b.id;

const byTime = (a: MemoryPhoto, b: MemoryPhoto): number => a.time - b.time || a.id - b.id;

/**
 * The best photos, spread over time and over what they show, in the order in which they were taken.
 * @param most how many at most
 * @param isAlike whether two photos look nearly the same: only one of them is chosen
 */
export function chooseVaried(
  photos: readonly MemoryPhoto[],
  most: number,
  isAlike: (one: MemoryPhoto, other: MemoryPhoto) => boolean,
): MemoryPhoto[] {
  const queues = partsOf(photos);
  const chosen: MemoryPhoto[] = [];
  const ofTopic = new Map<number, number>();
  const later: MemoryPhoto[] = [];
  const take = (photo: MemoryPhoto): boolean => {
    if (chosen.some((one) => isAlike(one, photo))) return false;
    chosen.push(photo);
    ofTopic.set(photo.topic, (ofTopic.get(photo.topic) ?? 0) + 1);
    return true;
  };
  const isCommon = ({ topic }: MemoryPhoto): boolean =>
    topic !== 0 && (ofTopic.get(topic) ?? 0) >= Math.max(1, most * MOST_OF_TOPIC);
  // In turn, each part of the time has its best photo that is not shown yet.
  for (let open = queues; open.length > 0 && chosen.length < most; ) {
    for (const queue of open) {
      if (chosen.length >= most) break;
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        if (isCommon(next)) later.push(next);
        else if (take(next)) break;
      }
    }
    open = open.filter((queue) => queue.length > 0);
  }
  for (const photo of later.sort(byWorth)) if (chosen.length < most) take(photo);
  return chosen.sort(byTime);
}

/** The photos by parts of their time, each with the best first, and the part with the best photo first. */
function partsOf(photos: readonly MemoryPhoto[]): MemoryPhoto[][] {
  const days = new Set(photos.map(({ day }) => day)).size;
  // Of a single day each hour is a part, of two years each month nearly.
  const seconds = days <= 2 ? 3600 : days > 60 ? 14 * DAY_SECONDS : DAY_SECONDS;
  const parts = Map.groupBy(photos, ({ time }) => Math.floor(time / seconds));
  return [...parts.values()]
    .map((part) => part.toSorted(byWorth))
    .sort(([a], [b]) => (a === undefined || b === undefined ? 0 : byWorth(a, b)));
}
