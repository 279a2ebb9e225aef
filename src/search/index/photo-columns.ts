/** Bits of `flags`; the next ones are those of name-hints.ts. */
export const DAMAGED = 1;
export const LABELLED = 2;
export const PLACED = 4;
/** The photo has its own date. Otherwise it is sorted by the time of its file and never matches a search by date. */
export const OWN_DATE = 32;

/** Integers in the narrowest type that fits the largest so far, because most libraries have few cameras. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** One number per photo, by ordinal. The arrays may be longer than the number of photos. */
export interface PhotoColumns {
  readonly id: Int32Array;
  /** 0: dead ordinal. The photo was removed, or changed and now has a later ordinal. */
  readonly alive: Uint8Array;
  /** Local time in seconds since 1970; NaN if unknown. */
  readonly takenAt: Float64Array;
  /** 32 · month + day; 0 without its own date (OWN_DATE). */
  readonly monthDay: Uint16Array;
  /** 12 · year + month - 1; 0 if unknown. */
  readonly month: Uint16Array;
  readonly width: Numbers;
  readonly height: Numbers;
  /** Index in PHOTO_FORMATS. */
  readonly format: Uint8Array;
  /** Stars; NO_RATING if unrated. */
  readonly rating: Int8Array;
  readonly flags: Uint8Array;
  /** Mean colour, 15 bits; NO_COLOUR if unknown. */
  readonly colour: Uint16Array;
  /** As in `Appearance`; 0 if unknown, see `isAppearanceKnown`. */
  readonly brightness: Uint8Array;
  readonly colourfulness: Uint8Array;
  readonly tint: Uint8Array;
  readonly sharpness: Uint8Array;
  /** Text numbers, or numbers of lists of places. */
  readonly camera: Numbers;
  readonly lens: Numbers;
  readonly keywords: Numbers;
  readonly caption: Numbers;
  readonly place: Numbers;
}
export const NO_RATING = -128;
export const NO_COLOUR = 0xffff;

/** Columns of this length, filled with zeros. */
export const columnsFor = (length: number): PhotoColumns => ({
  id: new Int32Array(length),
  alive: new Uint8Array(length),
  takenAt: new Float64Array(length),
  monthDay: new Uint16Array(length),
  month: new Uint16Array(length),
  width: new Uint8Array(length),
  height: new Uint8Array(length),
  format: new Uint8Array(length),
  rating: new Int8Array(length),
  flags: new Uint8Array(length),
  colour: new Uint16Array(length),
  brightness: new Uint8Array(length),
  colourfulness: new Uint8Array(length),
  tint: new Uint8Array(length),
  sharpness: new Uint8Array(length),
  camera: new Uint8Array(length),
  lens: new Uint8Array(length),
  keywords: new Uint8Array(length),
  caption: new Uint8Array(length),
  place: new Uint8Array(length),
});

/** Capacity to allocate for `needed` entries; a multiple of four, see `countLikely`. */
export const roomFor = (needed: number): number => 4 * Math.ceil((needed * 1.1) / 4) + 64;

/** Copies an array into a longer one. */
export function grown<T extends PhotoColumns[keyof PhotoColumns]>(array: T, length: number): T {
  const next = new (array.constructor as new (length: number) => T)(length);
  next.set(array);
  return next;
}
