import { fold } from '../../domain/fold.ts';
import { isInArea } from '../../domain/geo-area.ts';
import { isFilmFormat, PHOTO_FORMATS } from '../../domain/photo-format.ts';
import type { Filter, PhotoState } from '../../domain/query.ts';
import { namesEquipment } from '../../knowledge/equipment/equipment-name.ts';
import type { TextColumnName } from '../../store/metadata-columns.ts';
import {
  DAMAGED,
  LABELLED,
  MISSING,
  NO_SMALL,
  type Numbers,
  OWN_DATE,
  PLACED,
} from '../index/photo-columns.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import type { TextColumn } from '../index/text-column.ts';
import { markDates } from './mark-dates.ts';
import { markPeople } from './mark-people.ts';
import { LIKELY } from './scored-set.ts';
import { yearsOfAge } from './years-of-age.ts';

/** Sets of photos that the index does not hold itself, by ordinal. */
export interface OtherSets {
  /** Photos in the albums of this name, or found by their searches. */
  album(name: string): Iterable<number>;
  /** Photos chosen for a memory, by its key. */
  memory(key: string): Iterable<number>;
  /** Photos that have near duplicates or exact copies. */
  duplicates(): Iterable<number>;
  /** People with a birthday (YYYY-MM-DD) by words of their names; all for an empty text. */
  born(name: string): readonly { readonly birthday: string; readonly photos: readonly number[] }[];
  /** Photos that show an animal and nobody: a face in them is the animal's. */
  animals(): Iterable<number>;
}

/** Input of a filter, and the levels that receive LIKELY, by ordinal. */
interface Marking {
  readonly index: PhotoIndex;
  readonly others: OtherSets;
  readonly level: Uint8Array;
}

/** Marks photos by ordinal. */
export function markAll(level: Uint8Array, ordinals: Iterable<number>): void {
  for (const ordinal of ordinals) level[ordinal] = LIKELY;
}

/** Marks the photos that fulfil a condition. */
export function markWhere(level: Uint8Array, holds: (ordinal: number) => boolean): void {
  for (let at = 0; at < level.length; at++) if (holds(at)) level[at] = LIKELY;
}

/** Marks the photos whose text in a column fulfils a condition on the folded text. */
export function markTexts(
  texts: TextColumn,
  numbers: Numbers,
  level: Uint8Array,
  holds: (folded: string) => boolean,
): void {
  const matches = texts.where((text) => holds(fold(text)));
  if (matches.includes(1)) markWhere(level, (at) => matches[numbers[at] as number] === 1);
}

function contains(value: string): (folded: string) => boolean {
  const wanted = fold(value);
  return (folded) => folded.includes(wanted);
}

/** The same in a folded path; `Italy/Rome` is a folder within another. */
function isInPath(value: string): (folded: string) => boolean {
  const wanted = value.split(/[/\\]/u).map(fold).filter(Boolean).join('/');
  return (folded) => folded.includes(wanted);
}

/** The photos with the value in a text of their metadata. */
const inTexts =
  (name: TextColumnName) =>
  ({ value }: { readonly value: string }, { index, level }: Marking): void =>
    markTexts(index.texts[name], index.columns[name], level, contains(value));

/** The same for a camera or lens, which has other names too. */
const ofEquipment =
  (name: 'camera' | 'lens') =>
  ({ value }: { readonly value: string }, { index, level }: Marking): void => {
    const [isPart, isNamed] = [contains(value), namesEquipment(fold(value))];
    markTexts(index.texts[name], index.columns[name], level, (text) => isPart(text) || isNamed(text));
  };

type Marker<F extends Filter> = (filter: F, marking: Marking) => void;

/** One row per field: how its filter finds photos. */
const MARKERS: { readonly [F in Filter['field']]: Marker<Extract<Filter, { field: F }>> } = {
  type: ({ formats }, { index: { columns, files }, level }) => {
    const isOfType = (at: number): boolean =>
      formats.includes(PHOTO_FORMATS[columns.format[at] as number] ?? '');
    const { stacks } = files;
    // A stack is of the types of all its files; only a live photo is no video.
    const isForVideos = formats.length > 0 && formats.every(isFilmFormat);
    for (let at = 0; at < level.length; at++)
      if (columns.current[at] === 1 && isOfType(at) && !(isForVideos && stacks.shown(at) !== at))
        level[stacks.shown(at)] = LIKELY;
  },
  area: (area, { index: { columns }, level }) => {
    const { latitude, longitude } = columns;
    markWhere(level, (at) =>
      isInArea(area, { latitude: latitude[at] as number, longitude: longitude[at] as number }),
    );
  },
  rating: ({ from, to }, { index: { columns }, level }) =>
    markWhere(level, (at) => {
      const rating = columns.rating[at] as number;
      return rating !== NO_SMALL && rating >= from && rating <= to;
    }),
  is: ({ state }, marking) => STATE_MARKERS[state](marking),
  album: ({ value }, { others, level }) => markAll(level, others.album(value)),
  memory: ({ value }, { others, level }) => markAll(level, others.memory(value)),
  name: ({ value }, { index, level }) =>
    index.files.withName(fold(value), (ordinal) => {
      level[ordinal] = LIKELY;
    }),
  folder: ({ value }, { index, level }) =>
    index.files.inDirectories(isInPath(value), (ordinal) => {
      level[ordinal] = LIKELY;
    }),
  camera: ofEquipment('camera'),
  lens: ofEquipment('lens'),
  keyword: inTexts('keywords'),
  people: (filter, { index, others, level }) => markPeople(filter, index, others.animals(), level),
  age: ({ name, from, to }, { index, others, level }) => {
    for (const { birthday, photos } of others.born(name)) {
      const then = new Uint8Array(new ArrayBuffer(level.length));
      markDates(index, [yearsOfAge(birthday, from, to)], then);
      markAll(
        level,
        photos.filter((at) => then[at] === LIKELY),
      );
    }
  },
  person: (filter, marking) => {
    inTexts('people')(filter, marking);
    const isWanted = contains(filter.value);
    for (const { name, photos } of marking.index.people)
      if (isWanted(fold(name))) markAll(marking.level, photos);
  },
};

const whereFlag =
  (flag: number, isSet = true) =>
  ({ index: { columns }, level }: Marking): void =>
    markWhere(level, (at) => (((columns.flags[at] as number) & flag) !== 0) === isSet);

/** One row per state: which photos are in it. */
const STATE_MARKERS = {
  unlabelled: whereFlag(LABELLED, false),
  damaged: whereFlag(DAMAGED),
  // An unreadable file is not a photo; the window lists these files itself.
  problem: whereFlag(DAMAGED),
  rated: ({ index: { columns }, level }) => markWhere(level, (at) => columns.rating[at] !== NO_SMALL),
  dated: whereFlag(OWN_DATE),
  placed: whereFlag(PLACED),
  favourite: ({ index, level }) => markWhere(level, (at) => index.userData.favourites.has(at)),
  duplicate: ({ others, level }) => markAll(level, others.duplicates()),
  missing: whereFlag(MISSING),
  hidden: ({ index, level }) => markAll(level, index.hidden),
  live: ({ index, level }) => markWhere(level, (at) => index.isLive(at)),
} as const satisfies Record<PhotoState, (marking: Marking) => void>;

/** Marks the photos that fulfil a filter. */
export function markFilter<F extends Filter['field']>(
  filter: Extract<Filter, { field: F }>,
  marking: Marking,
): void {
  const marker: Marker<Extract<Filter, { field: F }>> = MARKERS[filter.field as F];
  marker(filter, marking);
}
