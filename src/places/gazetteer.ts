import { readFileSync } from 'node:fs';
import type { Place, PlaceKey, PlaceName } from './place.ts';

/** A row of data/places.tsv. */
export interface PlaceRow extends Place {
  /** Key of the smallest place that it lies in; null for a country. */
  readonly within: PlaceKey | null;
  /** Degrees; 0 for what is no city. */
  readonly latitude: number;
  readonly longitude: number;
  /** Other names, each as `nameKey` writes it. */
  readonly others: readonly string[];
}

interface Gazetteer {
  /** Countries, then regions, then cities from the largest on; each read when it is asked for. */
  readonly lines: readonly string[];
  readonly rowOf: ReadonlyMap<PlaceKey, number>;
}

let loaded: Gazetteer | undefined;

/** The table of all places, read on first use and kept. */
function gazetteer(): Gazetteer {
  if (loaded === undefined) {
    // Written by scripts/build-places.ts, and part of the program: trusted as it is.
    const lines = readFileSync(new URL('./data/places.tsv', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n');
    const rowOf = new Map(lines.map((line, row) => [keyOf(line.slice(0, line.indexOf('\t'))), row]));
    loaded = { lines, rowOf };
  }
  return loaded;
}

/** How many places there are. Their rows are 0 up to this; of two cities the larger has the lower row. */
export const countPlaces = (): number => gazetteer().lines.length;

/** The place of a row. */
export function placeOfRow(row: number): PlaceRow {
  const [id = '', within = '', population, latitude, longitude, en = '', zh = '', others = ''] = (
    gazetteer().lines[row] ?? ''
  ).split('\t');
  return {
    key: keyOf(id),
    name: { en, zh: zh === '' ? en : zh },
    population: Number(population),
    within: within === '' ? null : keyOf(within),
    latitude: Number(latitude),
    longitude: Number(longitude),
    others: others === '' ? [] : others.split('|'),
  };
}

function placeOf(key: PlaceKey): PlaceRow {
  const row = gazetteer().rowOf.get(key);
  if (row === undefined) throw new Error(`There is no place "${key}".`);
  return placeOfRow(row);
}

/** A place's name in both languages. Throws for an unknown key. */
export const placeName = (key: PlaceKey): PlaceName => placeOf(key).name;

/** People in a place; of a region those in its places that are known here. Throws for unknown keys. */
export const populationOf = (key: PlaceKey): number => placeOf(key).population;

/** The places that a place lies in, the smallest first: a city's region and country. Throws for an unknown key. */
export function containing(key: PlaceKey): readonly PlaceKey[] {
  const { within } = placeOf(key);
  return within === null ? [] : [within, ...containing(within)];
}

/** All places: countries, regions, then cities from the largest on. */
export function* allPlaces(): Generator<Place> {
  for (let row = 0; row < countPlaces(); row++) {
    const { key, name, population } = placeOfRow(row);
    yield { key, name, population };
  }
}

const keyOf = (id: string): PlaceKey =>
  `${/^\d/u.test(id) ? 'city' : id.includes('.') ? 'region' : 'country'}:${id}`;
