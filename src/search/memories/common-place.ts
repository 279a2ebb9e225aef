import type { PlaceKey } from '../../knowledge/places/place.ts';

/** Part of the photos with a place that a name has to fit. */
const MOST = 0.6;

const kindOf = (key: PlaceKey): string => key.slice(0, key.indexOf(':'));

/**
 * The smallest place that most photos were taken in: a city, where one is a part of another the larger one; else a
 * region, else a country. Null where fewer than half of the photos have a place, or they are all over the world.
 * @param places of each photo, smallest first
 */
export function commonPlace(places: readonly (readonly PlaceKey[])[]): PlaceKey | null {
  const placed = places.filter((keys) => keys.length > 0);
  if (placed.length === 0 || 2 * placed.length < places.length) return null;
  const counts = new Map<PlaceKey, { photos: number; depth: number }>();
  for (const keys of placed)
    for (const [depth, key] of keys.entries()) {
      const one = counts.get(key) ?? { photos: 0, depth };
      counts.set(key, one);
      one.photos += 1;
    }
  for (const kind of ['city', 'region', 'country']) {
    const [best] = [...counts]
      .filter(([key, { photos }]) => kindOf(key) === kind && photos >= MOST * placed.length)
      .sort(
        ([a, one], [b, other]) => other.photos - one.photos || other.depth - one.depth || (a < b ? -1 : 1),
      );
    if (best !== undefined) return best[0];
  }
  return null;
}
