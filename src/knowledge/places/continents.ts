import { readFileSync } from 'node:fs';
import { localized } from '../../domain/localized.ts';
import { findPlaces } from './find-places.ts';
import { placeName } from './gazetteer.ts';
import { nameKey } from './name-key.ts';
import type { PlaceKey, PlaceName } from './place.ts';

interface Continent {
  /** Code of the United Nations (M49): 002 is Africa. */
  readonly code: string;
  readonly countries: readonly PlaceKey[];
  readonly names: readonly string[];
}

const HAN = /^\p{Script=Han}+$/u;

let read: readonly Continent[] | undefined;

/** Read on first use; not validated, because scripts/build-continents.ts writes the file and it ships with the program. */
function allContinents(): readonly Continent[] {
  read ??= readFileSync(new URL('./data/continents.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [code = '', countries = '', names = ''] = line.split('\t');
      return {
        code,
        countries: countries.split(' ').map((country): PlaceKey => `country:${country}`),
        names: names.split('|'),
      };
    });
  return read;
}

const continentNamed = (text: string): Continent | undefined => {
  const key = nameKey(text);
  return allContinents().find(({ names }) => names.includes(key));
};

/**
 * The places that a text may mean, as `findPlaces` has them, and of the name of a continent its countries, unless a country
 * is called so, too ("America").
 */
export function findPlacesAndContinents(text: string): readonly PlaceKey[] {
  const places = findPlaces(text);
  if (places[0]?.startsWith('country:') === true) return places;
  return continentNamed(text)?.countries ?? places;
}

/** Number of UTF-16 units of Chinese text, from `start`, of the longest name of a continent; 0 if none begins there. */
export function longestContinentAt(text: string, start: number): number {
  const names = allContinents().flatMap((one) => one.names);
  return Math.max(...names.map((name) => (HAN.test(name) && text.startsWith(name, start) ? name.length : 0)));
}

/** The names of places to be shown; of the countries of a continent that of the continent. */
export function namesOfPlaces(places: readonly PlaceKey[]): PlaceName[] {
  const continent = allContinents().find(({ countries }) => countries === places);
  return continent === undefined ? places.map(placeName) : [continentName(continent)];
}

const continentName = ({ code }: Continent): PlaceName =>
  localized((language) => new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code);
