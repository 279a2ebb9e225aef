/** Bits of `flags`; the next ones are those of name-hints.ts. */
export const DAMAGED = 1;
export const LABELLED = 2;
export const PLACED = 4;
/** The photo has a date of its own: not only the time of its file, which sorts it but answers no search by date. */
export const OWN_DATE = 32;

/** Whole numbers in as many bytes each as the largest so far needs: most libraries have few cameras. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** One number for each photo, by its ordinal; longer than the number of photos. */
export interface PhotoColumns {
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
  /** Stars; NO_RATING where there are none. */
  readonly rating: Int8Array;
  readonly flags: Uint8Array;
  /** The mean colour, 15 bits; NO_COLOUR where unknown. */
  readonly colour: Uint16Array;
  /** As in an appearance; 0 where that is not known, see `isAppearanceKnown`. */
  readonly brightness: Uint8Array;
  readonly colourfulness: Uint8Array;
  readonly tint: Uint8Array;
  readonly sharpness: Uint8Array;
  /** Numbers of texts, or of lists of places. */
  readonly camera: Numbers;
  readonly lens: Numbers;
  readonly keywords: Numbers;
  readonly caption: Numbers;
  readonly place: Numbers;
}
export const NO_RATING = -128;
export const NO_COLOUR = 0xffff;

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

/** How much room to make where `needed` is needed: in whole fours, see `countLikely`. */
export const roomFor = (needed: number): number => 4 * Math.ceil((needed * 1.1) / 4) + 64;

/** The same numbers in a longer array. */
export function grown<T extends PhotoColumns[keyof PhotoColumns]>(array: T, length: number): T {
  const next = new (array.constructor as new (length: number) => T)(length);
  next.set(array);
  return next;
}
