import type { Localized } from '../../domain/localized.ts';

/**
 * Stable key of a place: `country:DE` (ISO 3166-1), `region:DE.16` (first-level division of a country) or
 * `city:2950159`; the last two use GeoNames ids.
 */
export type PlaceKey = string;

export const isCity = (key: PlaceKey): boolean => key.startsWith('city:');

/** Display name. `zh` is the English name if no Chinese name is known. */
export type PlaceName = Localized;

export interface Place {
  readonly key: PlaceKey;
  readonly name: PlaceName;
  /** Population; of a region the sum over its cities. */
  readonly population: number;
}
