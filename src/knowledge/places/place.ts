/**
 * A place's stable key: `country:DE` (ISO 3166-1), `region:DE.16` (a country's first division) or
 * `city:2950159`; the last two by GeoNames.
 */
export type PlaceKey = string;

/** What a person is shown. `zh` is the English name where no Chinese one is known. */
export interface PlaceName {
  readonly en: string;
  readonly zh: string;
}

export interface Place {
  readonly key: PlaceKey;
  readonly name: PlaceName;
  /** People; a region's are those of its cities. */
  readonly population: number;
}
