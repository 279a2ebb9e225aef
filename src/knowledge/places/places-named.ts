import { countryNamed } from './country-names.ts';
import { findPlaces } from './find-places.ts';
import { containing, populationOf } from './gazetteer.ts';
import type { PlaceKey } from './place.ts';

/** A smaller place needs the name of one that contains it: "Park" is rather a word. */
const LARGE = 100_000;

function candidates(name: string): readonly PlaceKey[] {
  const places = findPlaces(name);
  if (places.length > 0) return places;
  const country = countryNamed(name);
  return country === null ? [] : [country];
}

/**
 * The places that the names in a file mean, the smallest first, as `placesAt` has them for coordinates. A place counts
 * that lies within those of all wider names that are known; the smallest such one, of several the largest.
 * @param names sublocation, city, state, country; any may be absent
 */
export function placesNamed(names: readonly string[]): readonly PlaceKey[] {
  const found = names.map(candidates);
  for (const [nth, places] of found.entries()) {
    const wider = found.slice(nth + 1).filter((others) => others.length > 0);
    const place = places.find((one) => {
      const around = new Set(containing(one));
      return wider.length === 0
        ? one.startsWith('country:') || populationOf(one) >= LARGE
        : wider.every((others) => others.some((other) => around.has(other)));
    });
    if (place !== undefined) return [place, ...containing(place)];
  }
  return [];
}
