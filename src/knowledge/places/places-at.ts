import { around, distance } from 'geokdbush';
import { containing, placeOfRow } from './gazetteer.ts';
import type { PlaceKey } from './place.ts';
import { placeIndex } from './place-index.ts';

/** Maximum distance in km between a point and its city. */
const NEAR_KM = 60;
/** Maximum radius of a city in km. */
const CITY_KM = 15;
/** People per square kilometre of a large city; determines the radius of a city. */
const DENSITY = 10_000;

/**
 * Places that contain a point, smallest first: the nearest city; the larger city that it is a part or a suburb of, if
 * any (Manhattan, then New York); its region; its country. Empty if no city lies within 60 km, as on the ocean, and for
 * an invalid point. Near a border the country is the one of the nearest city. `latitude` and `longitude` are degrees,
 * WGS 84.
 */
export function placesAt(latitude: number, longitude: number): readonly PlaceKey[] {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return [];
  const { cities: index, firstCity: firstRow } = placeIndex();
  const [nearest, ...others] = [
    ...around(index, longitude, latitude, 1, NEAR_KM),
    ...around(index, longitude, latitude, Number.POSITIVE_INFINITY, CITY_KM),
  ];
  if (nearest === undefined) return [];
  const city = placeOfRow(firstRow + nearest);
  const larger = others
    .filter((other) => other < nearest)
    .sort((a, b) => a - b)
    .map((other) => placeOfRow(firstRow + other))
    .find(
      (other) =>
        other.within === city.within &&
        distance(longitude, latitude, other.longitude, other.latitude) <=
          Math.sqrt(other.population / DENSITY / Math.PI),
    );
  return [city.key, ...(larger === undefined ? [] : [larger.key]), ...containing(city.key)];
}
