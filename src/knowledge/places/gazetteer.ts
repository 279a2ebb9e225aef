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
  /** Lines of UTF-8: countries, then regions, then cities from the largest on; each read when it is asked for. */
  readonly bytes: Buffer;
  /** Where each line begins, and where the last one ends. */
  readonly starts: Uint32Array;
  /** The rows in the order of their ids' bytes. */
  readonly byId: Uint32Array;
}

const [TAB, NEWLINE] = [0x09, 0x0a];
let loaded: Gazetteer | undefined;

/** The table of all places, read on first use and kept: as bytes, since as objects it would be 20 MB. */
function gazetteer(): Gazetteer {
  if (loaded === undefined) {
    // Written by scripts/build-places.ts, and part of the program: trusted as it is.
    const bytes = readFileSync(new URL('./data/places.tsv', import.meta.url));
    const starts = [0];
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) starts.push(at + 1);
    const table = { bytes, starts: Uint32Array.from(starts), byId: new Uint32Array(starts.length - 1) };
    const ids = Array.from(table.byId, (_, row) => idOfRow(table, row));
    table.byId.set(
      Uint32Array.from(ids.keys()).sort((a, b) => Buffer.compare(ids[a] as Buffer, ids[b] as Buffer)),
    );
    loaded = table;
  }
  return loaded;
}

type Lines = Pick<Gazetteer, 'bytes' | 'starts'>;

function idOfRow({ bytes, starts }: Lines, row: number): Buffer {
  const start = starts[row] as number;
  return bytes.subarray(start, bytes.indexOf(TAB, start));
}

/** @returns undefined where there is no such place */
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

/** How many places there are. Their rows are 0 up to this; of two cities the larger has the lower row. */
export const countPlaces = (): number => gazetteer().byId.length;

/** The place of a row. */
export function placeOfRow(row: number): PlaceRow {
  const { bytes, starts } = gazetteer();
  const [id = '', within = '', population, latitude, longitude, en = '', zh = '', others = ''] = bytes
    .toString('utf8', starts[row], (starts[row + 1] as number) - 1)
    .split('\t');
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
