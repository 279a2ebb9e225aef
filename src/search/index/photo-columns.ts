import {
  columnsWith,
  type NumberColumn,
  type SmallColumn,
  type TextColumnName,
} from '../../store/metadata-columns.ts';

/** Bits of `flags`, a byte; 8, 16 and 128 are those of src/knowledge/labels/name-hints.ts, so that all are taken. */
export const DAMAGED = 1;
export const LABELLED = 2;
export const PLACED = 4;
/** The photo has its own date. Otherwise it is sorted by the time of its file and never matches a search by date. */
export const OWN_DATE = 32;
/** None of the photo's files is there: only a search for missing photos finds it. */
export const MISSING = 64;

/** Integers in the narrowest type that fits the largest so far, because most libraries have few cameras. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** The columns of metadata, see src/store/metadata-columns.ts. */
type MetadataArrays = { readonly [Name in NumberColumn]: Float64Array } & {
  readonly [Name in SmallColumn]: Int8Array;
} & {
  /** Numbers of texts. */
  readonly [Name in TextColumnName]: Numbers;
};

/** One number per photo, by ordinal. The arrays may be longer than the number of photos. */
export interface PhotoColumns extends MetadataArrays {
  readonly id: Int32Array;
  /** 1: the photo is found by every search. 0: dead, missing, hidden, or in a stack as another photo. */
  readonly alive: Uint8Array;
  /** 0: dead, or in a stack as another photo. 1 for missing and hidden photos too. */
  readonly known: Uint8Array;
  /** 0: dead ordinal. The photo was removed, or changed and now has a later ordinal. 1 for all others. */
  readonly current: Uint8Array;
  /** Local time in seconds since 1970; NaN if unknown. */
  readonly takenAt: Float64Array;
  /**
   * 32 · month + day; YEAR_ALONE if only the year is known, 32 · month if only the month is; 0 without its own date
   * (OWN_DATE).
   */
  readonly monthDay: Uint16Array;
  /** Where its date was read: the place in TAKEN_AT_SOURCES; NO_DATE_RANK if unknown. */
  readonly dateRank: Uint8Array;
  /** 12 · year + month - 1, January if only the year is known; 0 without its own date. */
  readonly month: Uint16Array;
  readonly width: Numbers;
  readonly height: Numbers;
  /** Index in PHOTO_FORMATS. */
  readonly format: Uint8Array;
  readonly flags: Uint8Array;
  /** Mean colour, 15 bits; NO_COLOUR if unknown. */
  readonly colour: Uint16Array;
  /** As in `Appearance`; 0 if unknown, see `isAppearanceKnown`. */
  readonly brightness: Uint8Array;
  readonly colourfulness: Uint8Array;
  readonly tint: Uint8Array;
  readonly sharpness: Uint8Array;
  /** Number of faces plus one, MOST_FACES_COUNTED at most; 0: they were never looked for, and no program named one. */
  readonly faces: Uint8Array;
  /** Bits of face-kinds.ts. */
  readonly faceKinds: Uint8Array;
  /** Numbers of lists of places. */
  readonly place: Numbers;
  /** Where it was taken, in degrees to a metre or two; NaN if unknown. */
  readonly latitude: Float32Array;
  readonly longitude: Float32Array;
}
/** In a column of small numbers: there is none. */
export const NO_SMALL = -128;
export const NO_COLOUR = 0xffff;
/** In `monthDay`: only the year is known. */
export const YEAR_ALONE = 1;

/** Columns of zeros by their names. */
function arraysFor<Name extends string, T>(
  names: readonly Name[],
  make: (length: number) => T,
  length: number,
): Readonly<Record<Name, T>> {
  const arrays = names.map((name) => [name, make(length)] as const);
  // The compiler cannot follow a loop over names.
  return Object.fromEntries(arrays) as Readonly<Record<Name, T>>;
}

/** Columns of this length, filled with zeros. */
export const columnsFor = (length: number): PhotoColumns => ({
  id: new Int32Array(length),
  alive: new Uint8Array(length),
  known: new Uint8Array(length),
  current: new Uint8Array(length),
  takenAt: new Float64Array(length),
  monthDay: new Uint16Array(length),
  dateRank: new Uint8Array(length),
  month: new Uint16Array(length),
  width: new Uint8Array(length),
  height: new Uint8Array(length),
  format: new Uint8Array(length),
  flags: new Uint8Array(length),
  colour: new Uint16Array(length),
  brightness: new Uint8Array(length),
  colourfulness: new Uint8Array(length),
  tint: new Uint8Array(length),
  sharpness: new Uint8Array(length),
  faces: new Uint8Array(length),
  faceKinds: new Uint8Array(length),
  place: new Uint8Array(length),
  latitude: new Float32Array(length),
  longitude: new Float32Array(length),
  ...arraysFor(columnsWith({ memory: 'number' }), (size) => new Float64Array(size), length),
  ...arraysFor(columnsWith({ memory: 'small' }), (size) => new Int8Array(size), length),
  ...arraysFor(columnsWith({ memory: 'text' }), (size): Numbers => new Uint8Array(size), length),
});

/** Capacity to allocate for `needed` entries; a multiple of four, see `countLikely`. */
export const roomFor = (needed: number): number => 4 * Math.ceil((needed * 1.1) / 4) + 64;

/** Copies an array into a longer one. */
export function grown<T extends PhotoColumns[keyof PhotoColumns]>(array: T, length: number): T {
  const next = new (array.constructor as new (length: number) => T)(length);
  next.set(array);
  return next;
}
