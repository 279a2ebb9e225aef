import { PLAIN_PROPERTIES } from '../domain/appearance.ts';
import { PHOTO_FORMATS } from '../domain/file.ts';
import {
  type Filter,
  type Interpretation,
  PHOTO_STATES,
  type PhotoState,
  type QueryField,
} from '../domain/query.ts';
import { readDate } from '../knowledge/dates/read-date.ts';
import { findAppearance } from '../knowledge/labels/appearance-words.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { isLabel } from '../knowledge/labels/vocabulary.ts';
import { findPlaces } from '../knowledge/places/find-places.ts';
import type { LibraryFacts } from './library-facts.ts';

/** States by all of their names. */
const STATES: ReadonlyMap<string, PhotoState> = new Map(
  Object.entries({
    ...Object.fromEntries(PHOTO_STATES.map((state) => [state, state])),
    unlabeled: 'unlabelled',
    favorite: 'favourite',
    favourites: 'favourite',
    favorites: 'favourite',
    未标记: 'unlabelled',
    损坏: 'damaged',
    有问题: 'problem',
    问题: 'problem',
    problems: 'problem',
    有评分: 'rated',
    收藏: 'favourite',
    duplicates: 'duplicate',
    重复: 'duplicate',
  } satisfies Record<string, PhotoState>),
);

const FORMATS: ReadonlyMap<string, string> = new Map([
  ...PHOTO_FORMATS.map((format) => [format, format] as const),
  ['jpg', 'jpeg'],
  ['tif', 'tiff'],
  ['heif', 'heic'],
  // No photo has this format, so nothing is found.
  ['video', 'video'],
]);

const filter = (found: Filter | null): Interpretation | null =>
  found === null ? null : { as: 'filter', filter: found };

const part =
  (field: 'folder' | 'name' | 'camera' | 'lens' | 'keyword' | 'album') =>
  (value: string): Interpretation => ({ as: 'filter', filter: { field, value } });

/** Parses the value of each field; null if it is not a valid value. */
const READERS: Readonly<Record<QueryField, (value: string, facts: LibraryFacts) => Interpretation | null>> = {
  label(value, facts) {
    const custom = facts.customLabels(value);
    const labels = custom.length > 0 ? custom : isLabel(value) ? [value] : findLabels(value);
    return labels.length === 0 ? null : { as: 'label', labels, narrower: false };
  },
  in(value) {
    const places = findPlaces(value);
    return places.length === 0 ? null : { as: 'place', places };
  },
  meaning: (value) => ({ as: 'meaning', phrase: value }),
  text: (value) => ({ as: 'text', wanted: value }),
  similar: (value) => (/^[1-9]\d{0,14}$/u.test(value) ? { as: 'similar', photo: Number(value) } : null),
  date(value, { now }) {
    // "may" alone is a word, but as the value of a field it is a date.
    const date = readDate(value, now) ?? readDate(`in ${value}`, now);
    return date === null ? null : { as: 'date', date };
  },
  type(value) {
    const formats = value
      .toLowerCase()
      .split(',')
      .map((name) => FORMATS.get(name));
    return filter(
      formats.every((format) => format !== undefined) ? { field: 'type', formats: formats } : null,
    );
  },
  is(value) {
    const state = STATES.get(value.toLowerCase());
    if (state !== undefined) return filter({ field: 'is', state });
    const property = PLAIN_PROPERTIES.find((one) => one === value.toLowerCase());
    if (property !== undefined) return { as: 'property', property };
    const found = findAppearance(value);
    return found !== null && 'property' in found ? { as: 'property', property: found.property } : null;
  },
  colour(value) {
    const found = findAppearance(value);
    return found !== null && 'colour' in found ? { as: 'colour', colour: found.colour } : null;
  },
  rating: (value) => filter(readRating(value)),
  folder: part('folder'),
  name: part('name'),
  camera: part('camera'),
  lens: part('lens'),
  keyword: part('keyword'),
  album: part('album'),
};

/** Interprets a field with its value; null if it is not a valid value of the field. */
export const readField = (field: QueryField, value: string, facts: LibraryFacts): Interpretation | null =>
  READERS[field](value, facts) ?? READERS[field](value.normalize('NFKC'), facts);

/** `4`, `4+`, `>=4`, `3..5`, `<3`. */
function readRating(value: string): Filter | null {
  const match = /^(?<sign>>=|<=|>|<|=)?(?<from>-?\d)(?:(?<plus>\+)|\.\.(?<to>\d))?$/u.exec(value)?.groups;
  if (match === undefined) return null;
  const { sign, from: first, plus, to } = match;
  const n = Number(first);
  if (to !== undefined) return { field: 'rating', from: n, to: Number(to) };
  if (plus !== undefined || sign === '>=') return { field: 'rating', from: n, to: 5 };
  if (sign === '>') return { field: 'rating', from: n + 1, to: 5 };
  if (sign === '<=') return { field: 'rating', from: 1, to: n };
  if (sign === '<') return { field: 'rating', from: 1, to: n - 1 };
  return { field: 'rating', from: n, to: n };
}
