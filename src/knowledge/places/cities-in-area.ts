import type { GeoArea } from '../../domain/geo-area.ts';
import { type PlaceRow, placeOfRow } from './gazetteer.ts';
import { placeIndex } from './place-index.ts';

/** The largest cities in an area by population, at most `most`; the area may cross the 180th meridian. */
export function citiesInArea({ south, west, north, east }: GeoArea, most: number): PlaceRow[] {
  const { cities, firstCity } = placeIndex();
  const found =
    west <= east
      ? cities.range(west, south, east, north)
      : [...cities.range(west, south, 180, north), ...cities.range(-180, south, east, north)];
  // The larger of two cities has the lower row.
  const largest = Uint32Array.from(found).sort().subarray(0, most);
  return Array.from(largest, (city) => placeOfRow(firstCity + city));
}
