import {
  columnsWith,
  type NumberColumn,
  type SmallColumn,
  type TextColumnName,
} from '../../store/metadata-columns.ts';

/** Bits of `flags`; the next ones are those of name-hints.ts. */
export const DAMAGED = 1;
export const LABELLED = 2;
export const PLACED = 4;
/** The photo has a date of its own: not only the time of its file, which sorts it but answers no search by date. */
export const OWN_DATE = 32;

/** Whole numbers in as many bytes each as the largest so far needs: most libraries have few cameras. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** The columns of metadata, see src/store/metadata-columns.ts. */
type MetadataArrays = { readonly [Name in NumberColumn]: Float64Array } & {
  readonly [Name in SmallColumn]: Int8Array;
} & {
  /** Numbers of texts. */
  readonly [Name in TextColumnName]: Numbers;
};

/** One number for each photo, by its ordinal; longer than the number of photos. */
export interface PhotoColumns extends MetadataArrays {
  readonly id: Int32Array;
  /** 0: this photo has changed and stands further back now, or is gone. */
  readonly alive: Uint8Array;
  /** Seconds since 1970 by the clock on the wall; NaN where unknown. */
  readonly takenAt: Float64Array;
  /** 32 · month + day; 0 without a date of its own (OWN_DATE). */
  readonly monthDay: Uint16Array;
  /** 12 · year + month - 1; 0 where unknown. */
  readonly month: Uint16Array;
  readonly width: Numbers;
  readonly height: Numbers;
  /** Place in PHOTO_FORMATS. */
  readonly format: Uint8Array;
  readonly flags: Uint8Array;
  /** The mean colour, 15 bits; NO_COLOUR where unknown. */
  readonly colour: Uint16Array;
  /** As in an appearance; 0 where that is not known, see `isAppearanceKnown`. */
  readonly brightness: Uint8Array;
  readonly colourfulness: Uint8Array;
  readonly tint: Uint8Array;
  readonly sharpness: Uint8Array;
  /** Numbers of lists of places. */
  readonly place: Numbers;
}
/** In a column of small numbers: there is none. */
export const NO_SMALL = -128;
export const NO_COLOUR = 0xffff;

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

/** Columns of zeros. */
export const columnsFor = (length: number): PhotoColumns => ({
  id: new Int32Array(length),
  alive: new Uint8Array(length),
  takenAt: new Float64Array(length),
  monthDay: new Uint16Array(length),
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
  place: new Uint8Array(length),
  ...arraysFor(columnsWith({ memory: 'number' }), (size) => new Float64Array(size), length),
  ...arraysFor(columnsWith({ memory: 'small' }), (size) => new Int8Array(size), length),
  ...arraysFor(columnsWith({ memory: 'text' }), (size): Numbers => new Uint8Array(size), length),
});

/** How much room to make where `needed` is needed: in whole fours, see `countLikely`. */
export const roomFor = (needed: number): number => 4 * Math.ceil((needed * 1.1) / 4) + 64;

/** The same numbers in a longer array. */
export function grown<T extends PhotoColumns[keyof PhotoColumns]>(array: T, length: number): T {
  const next = new (array.constructor as new (length: number) => T)(length);
  next.set(array);
  return next;
}
