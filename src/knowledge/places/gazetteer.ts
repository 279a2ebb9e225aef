import { readFileSync } from 'node:fs';
import type { Place, PlaceKey, PlaceName } from './place.ts';
import { placeIndex } from './place-index.ts';

/** A row of data/places.tsv. */
export interface PlaceRow extends Place {
  /** Key of the smallest place that contains it; null for a country. */
  readonly within: PlaceKey | null;
  /** Degrees; 0 for places other than cities. */
  readonly latitude: number;
  readonly longitude: number;
  /** Other names, in the form of `nameKey`. */
  readonly others: readonly string[];
}

interface Gazetteer {
  /** Lines of UTF-8: countries, then regions, then cities by population, largest first. Lines are parsed on demand. */
  readonly bytes: Buffer;
  /** Offset of the start of each line, and of the end of the last. */
  readonly starts: Uint32Array;
  /** Rows sorted by the bytes of their ids. */
  readonly byId: Uint32Array;
}

const TAB = 0x09;
let loaded: Gazetteer | undefined;

/** The table of all places, loaded on first use and kept as bytes, because objects would take 20 MB. */
function gazetteer(): Gazetteer {
  if (loaded === undefined) {
    // Not validated at run time, because scripts/build-places.ts writes the file and it ships with the program.
    const bytes = readFileSync(new URL('./data/places.tsv', import.meta.url));
    const { starts, byId } = placeIndex();
    loaded = { bytes, starts, byId };
  }
  return loaded;
}

type Lines = Pick<Gazetteer, 'bytes' | 'starts'>;

function idOfRow({ bytes, starts }: Lines, row: number): Buffer {
  const start = starts[row] as number;
  return bytes.subarray(start, bytes.indexOf(TAB, start));
}

/** @returns undefined if the place does not exist */
function rowOf(key: PlaceKey): number | undefined {
  const table = gazetteer();
  const id = Buffer.from(key.slice(key.indexOf(':') + 1));
  let [low, high] = [0, table.byId.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Buffer.compare(idOfRow(table, table.byId[middle] as number), id) < 0) low = middle + 1;
    else high = middle;
  }
  const row = table.byId[low];
  return row !== undefined && keyOf(idOfRow(table, row).toString()) === key ? row : undefined;
}

/** Number of places. Rows are 0 up to this number; the larger of two cities has the lower row. */
export const countPlaces = (): number => gazetteer().byId.length;

/** The place in a row. */
export function placeOfRow(row: number): PlaceRow {
  const { bytes, starts } = gazetteer();
  return placeOfLine(bytes.toString('utf8', starts[row], (starts[row + 1] as number) - 1));
}

/** The place in a line of places.tsv. */
export function placeOfLine(line: string): PlaceRow {
  const [id = '', within = '', population, latitude, longitude, en = '', zh = '', others = ''] =
    line.split('\t');
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
  const row = rowOf(key);
  if (row === undefined) throw new Error(`There is no place "${key}".`);
  return placeOfRow(row);
}

/** Whether there is a place of this key. */
export const isPlace = (key: PlaceKey): boolean => rowOf(key) !== undefined;

/** Name of a place in both languages. Throws for an unknown key. */
export const placeName = (key: PlaceKey): PlaceName => placeOf(key).name;

/** Population of a place; of a region the sum over its places in the table. Throws for unknown keys. */
export const populationOf = (key: PlaceKey): number => placeOf(key).population;

/** Places that contain a place, smallest first: region and country of a city. Throws for an unknown key. */
export function containing(key: PlaceKey): readonly PlaceKey[] {
  const { within } = placeOf(key);
  return within === null ? [] : [within, ...containing(within)];
}

/** All places: countries, regions, then cities by population, largest first. */
export function* allPlaces(): Generator<Place> {
  for (let row = 0; row < countPlaces(); row++) {
    const { key, name, population } = placeOfRow(row);
    yield { key, name, population };
  }
}

const keyOf = (id: string): PlaceKey =>
  `${/^\d/u.test(id) ? 'city' : id.includes('.') ? 'region' : 'country'}:${id}`;
