import { readArea } from '../domain/geo-area.ts';
import type { Localized } from '../domain/localized.ts';
import { FILM_FORMATS, FORMATS, PHOTO_FORMATS, RAW_FORMATS } from '../domain/photo-format.ts';
import {
  type Filter,
  type Interpretation,
  QUERY_FIELDS,
  type QueryField,
  type TextField,
} from '../domain/query.ts';
import type { SuggestionKind } from '../domain/suggestion-kind.ts';
import { readPersonAge } from './age-words.ts';
import { readPeople } from './people-words.ts';

/** A field of the search language, as in `camera:nikon`. */
interface FieldRow {
  /** Display name in each language. */
  readonly name: Localized;
  /** Alternative names for typing; lower case. */
  readonly aliases: readonly string[];
  /** What suggestions offer as its value; none: any text. */
  readonly suggests: readonly SuggestionKind[];
  /** A search that shows its use, and what it finds, for the grammar page. */
  readonly example: string;
  readonly finds: string;
  /** The filter that a value asks for, null for a value that it does not have; `knowledge`: see read-field.ts. */
  readonly read: ((value: string) => Filter | null) | 'knowledge';
  /** What a part with this field is read as where it pins one meaning of a bare word; null: it never does. */
  readonly pins: Interpretation['as'] | null;
  /**
   * How the window states that a photo was found by it: `in` the field, the field `is` the value, the `value` alone, by
   * what the photo `looks-like`, because it is `alike`, or because it lies `in-area`, of which no number is shown.
   */
  readonly reason: 'in' | 'is' | 'value' | 'looks-like' | 'alike' | 'in-area';
  /**
   * What the chip of its filter shows, and a bare word that means the filter is printed as: the value as it was typed,
   * or a meaning of its own (`filterMeaning` of search-view.ts, `printFilter` of other-interpretations.ts).
   */
  readonly shows: 'its-value' | 'a-meaning';
}

/** Formats by their name and by their usual extensions; those of cameras together are `raw`, of films `video`. */
const FORMAT_NAMES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...PHOTO_FORMATS.flatMap((format) =>
    [format, ...FORMATS[format].extensions].map((name) => [name, [format]] as const),
  ),
  ['video', FILM_FORMATS],
  ['raw', RAW_FORMATS],
]);

function readType(value: string): Filter | null {
  const formats = value
    .toLowerCase()
    .split(',')
    .map((name) => FORMAT_NAMES.get(name));
  return formats.every((named) => named !== undefined) ? { field: 'type', formats: formats.flat() } : null;
}

/** The ratings of a photo: -1 where it was rejected, 0 without stars. */
const [WORST, BEST] = [-1, 5];

/** `4`, `4+`, `>=4`, `3..5`, `<3`; null where no photo can have such a rating. */
function readRating(value: string): Filter | null {
  const ratings = ratingsIn(value);
  if (ratings === null || ratings.from > ratings.to || ratings.from < WORST || ratings.to > BEST) return null;
  return { field: 'rating', ...ratings };
}

function ratingsIn(value: string): { readonly from: number; readonly to: number } | null {
  const match = /^(?<sign>>=|<=|>|<|=)?(?<from>-?\d)(?:(?<plus>\+)|\.\.(?<to>\d))?$/u.exec(value)?.groups;
  if (match === undefined) return null;
  const { sign, from: first, plus, to } = match;
  const n = Number(first);
  if (to !== undefined) return { from: n, to: Number(to) };
  if (plus !== undefined || sign === '>=') return { from: n, to: BEST };
  if (sign === '>') return { from: n + 1, to: BEST };
  if (sign === '<=') return { from: 1, to: n };
  if (sign === '<') return { from: 1, to: n - 1 };
  return { from: n, to: n };
}

function readAreaFilter(value: string): Filter | null {
  const area = readArea(value);
  return area === null ? null : { field: 'area', ...area };
}

const partOf =
  (field: TextField) =>
  (value: string): Filter => ({ field, value });

const ROWS = {
  label: {
    name: { en: 'label', zh: '内容' },
    aliases: ['内容'],
    suggests: ['label', 'own-label'],
    example: 'label:crane-bird',
    finds: 'one label of the vocabulary, or one of your own, and no other reading of the word',
    read: 'knowledge',
    pins: 'label',
    reason: 'in',
    shows: 'its-value',
  },
  in: {
    name: { en: 'place', zh: '地点' },
    aliases: ['place', '地点', '位置'],
    suggests: ['place'],
    example: 'in:Italy',
    finds: 'taken there, as far as the photo knows',
    read: 'knowledge',
    pins: 'place',
    reason: 'is',
    shows: 'its-value',
  },
  meaning: {
    name: { en: 'meaning', zh: '语义' },
    aliases: ['含义', '语义'],
    suggests: [],
    example: 'meaning:"happy people"',
    finds: 'what looks like the phrase, and no other reading of its words',
    read: 'knowledge',
    pins: 'meaning',
    reason: 'looks-like',
    shows: 'its-value',
  },
  text: {
    name: { en: 'text', zh: '文字' },
    aliases: ['文字'],
    suggests: [],
    example: 'text:"ice cream"',
    finds:
      'whole words in keywords, captions, albums, folders, file names and cameras, and in the photo itself',
    read: 'knowledge',
    pins: 'text',
    reason: 'in',
    shows: 'its-value',
  },
  similar: {
    name: { en: 'similar', zh: '相似' },
    aliases: ['like', '相似'],
    suggests: [],
    example: 'similar:12',
    finds: 'photos like that one',
    read: 'knowledge',
    pins: null,
    reason: 'alike',
    shows: 'its-value',
  },
  album: {
    name: { en: 'album', zh: '相册' },
    aliases: ['相册'],
    suggests: ['album'],
    example: 'album:"Best of 2019"',
    finds: 'what lies in the album, or what its search finds',
    read: partOf('album'),
    pins: null,
    reason: 'in',
    shows: 'its-value',
  },
  memory: {
    name: { en: 'memory', zh: '回忆' },
    aliases: ['回忆'],
    suggests: [],
    example: 'memory:trip-2019-07-03_2019-07-10',
    finds: 'the photos chosen for a memory: of a day, trip, season or year by its days, or of a `person-`',
    read: partOf('memory'),
    pins: null,
    reason: 'in',
    shows: 'its-value',
  },
  type: {
    name: { en: 'type', zh: '类型' },
    aliases: ['format', '类型', '格式'],
    suggests: [],
    example: 'type:png',
    finds: 'files of that format',
    read: readType,
    pins: null,
    reason: 'is',
    shows: 'a-meaning',
  },
  folder: {
    name: { en: 'folder', zh: '文件夹' },
    aliases: ['文件夹', '目录'],
    suggests: ['folder'],
    example: 'folder:holidays',
    finds: 'part of the name of its folder, or of one above it; `Italy/Rome` is a folder within another',
    read: partOf('folder'),
    pins: null,
    reason: 'in',
    shows: 'its-value',
  },
  name: {
    name: { en: 'name', zh: '文件名' },
    aliases: ['file', 'filename', '名称', '文件名'],
    suggests: [],
    example: 'name:IMG_2',
    finds: 'part of the file name',
    read: partOf('name'),
    pins: null,
    reason: 'in',
    shows: 'its-value',
  },
  camera: {
    name: { en: 'camera', zh: '相机' },
    aliases: ['相机'],
    suggests: ['camera'],
    example: 'camera:nikon',
    finds: 'part of the name of the camera',
    read: partOf('camera'),
    pins: 'filter',
    reason: 'in',
    shows: 'its-value',
  },
  lens: {
    name: { en: 'lens', zh: '镜头' },
    aliases: ['镜头'],
    suggests: ['lens'],
    example: 'lens:50mm',
    finds: 'part of the name of the lens',
    read: partOf('lens'),
    pins: 'filter',
    reason: 'in',
    shows: 'its-value',
  },
  keyword: {
    name: { en: 'keyword', zh: '关键词' },
    aliases: ['keywords', 'tag', '关键词', '标签'],
    suggests: ['keyword'],
    example: 'keyword:family',
    finds: 'part of a keyword that another program wrote',
    read: partOf('keyword'),
    pins: null,
    reason: 'in',
    shows: 'its-value',
  },
  person: {
    name: { en: 'person', zh: '人物' },
    aliases: ['who', '人物'],
    suggests: ['person'],
    example: 'person:Anna',
    finds: 'part of the name of a person, named by you or by another program',
    read: partOf('person'),
    pins: null,
    reason: 'is',
    shows: 'its-value',
  },
  people: {
    name: { en: 'faces', zh: '人数' },
    aliases: ['人数'],
    suggests: ['person'],
    example: 'people:2',
    finds:
      'so many faces, found or named by another program: `2`, `2-5`, `3+`; `group`, `portrait`, `selfie`; else as `person:`',
    read: (value) => readPeople(value) ?? partOf('person')(value),
    pins: null,
    reason: 'is',
    shows: 'a-meaning',
  },
  age: {
    name: { en: 'age', zh: '年龄' },
    aliases: ['年龄'],
    suggests: ['person'],
    example: 'age:"Anna 3"',
    finds:
      'a person at an age, from one birthday to the next, where the birthday is known: `Anna 3`, `Anna 3-5`; anybody: `3`',
    read: readPersonAge,
    pins: null,
    reason: 'is',
    shows: 'a-meaning',
  },
  rating: {
    name: { en: 'rating', zh: '评分' },
    aliases: ['stars', '评分'],
    suggests: [],
    example: 'rating:4+',
    finds: 'stars: `4`, `4+`, `>=4`, `2..3`',
    read: readRating,
    pins: null,
    reason: 'is',
    shows: 'a-meaning',
  },
  is: {
    name: { en: 'is', zh: '状态' },
    aliases: ['状态'],
    suggests: [],
    example: 'is:favourite',
    finds: 'a state or a property of the photo (below)',
    read: 'knowledge',
    pins: 'property',
    reason: 'value',
    shows: 'a-meaning',
  },
  colour: {
    name: { en: 'colour', zh: '颜色' },
    aliases: ['color', '颜色'],
    suggests: [],
    example: 'colour:red',
    finds: 'photos in which much is of that colour, the middle counting more',
    read: 'knowledge',
    pins: 'colour',
    reason: 'is',
    shows: 'its-value',
  },
  area: {
    name: { en: 'area', zh: '区域' },
    aliases: ['区域', '范围'],
    suggests: [],
    example: 'area:43.5,6.8,44.1,7.6',
    finds: 'taken in a part of the map: degrees of its south, west, north and east, as the map writes them',
    read: readAreaFilter,
    pins: null,
    reason: 'in-area',
    shows: 'a-meaning',
  },
  date: {
    name: { en: 'date', zh: '日期' },
    aliases: ['日期', '时间'],
    suggests: [],
    example: 'date:2019-06..2019-08',
    finds:
      'taken then, by the clock on the wall where it was taken; `before:2019`, `after:`, `since:` and `until:` leave one end open',
    read: 'knowledge',
    pins: 'date',
    reason: 'is',
    shows: 'its-value',
  },
} as const satisfies Record<QueryField, FieldRow>;

/** Every field of the search language: window, search, suggestions and the grammar page read this table. */
export const FIELDS: Readonly<Record<QueryField, FieldRow>> = ROWS;

/** Fields whose values only read-field.ts can read: they name labels, places, dates, states. */
export type KnowledgeField = {
  [F in QueryField]: (typeof ROWS)[F]['read'] extends 'knowledge' ? F : never;
}[QueryField];

/** A filter whose chip shows a meaning of its own. */
export type MeantFilter = Extract<
  Filter,
  {
    readonly field: {
      [F in QueryField]: (typeof ROWS)[F]['shows'] extends 'a-meaning' ? F : never;
    }[QueryField];
  }
>;

export const isMeantFilter = (filter: Filter): filter is MeantFilter =>
  FIELDS[filter.field].shows === 'a-meaning';

const NAMED: ReadonlyMap<string, QueryField> = new Map(
  QUERY_FIELDS.flatMap((field) => [field, ...FIELDS[field].aliases].map((name) => [name, field] as const)),
);

/** The field with this name in any language; null if there is none. */
export const fieldNamed = (name: string): QueryField | null =>
  NAMED.get(name.normalize('NFKC').toLowerCase()) ?? null;
