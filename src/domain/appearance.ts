/** The named colours that a part of a photo can have; 'none' is the code 0 of a missing second colour. */
export const NAMED_COLOURS = [
  'red',
  'orange',
  'yellow',
  'green',
  'turquoise',
  'blue',
  'purple',
  'pink',
  'brown',
  'beige',
  'black',
  'white',
  'grey',
] as const;
export type NamedColour = (typeof NAMED_COLOURS)[number];

/** The four-bit code of a named colour in an appearance: 1 to 13; 0 is none. */
export const codeOfColour = (colour: NamedColour): number => NAMED_COLOURS.indexOf(colour) + 1;

/** Cells across and down the grid of colours. */
export const GRID = 4;
/** Cells of the grid of colours: a byte each. */
export const CELLS = GRID * GRID;

/** Version of the layout and of the rules by which the bytes are computed. */
export const APPEARANCE_VERSION = 1;

/**
 * The layout of an appearance, by the offset of each part in bytes. Unsigned bytes all of them.
 *
 * - `version`: APPEARANCE_VERSION; a blob of the single byte 0 means that nothing could be computed.
 * - `colours`: CELLS bytes, the cells row by row from the top left. High four bits: the code of the most common
 *   named colour of the cell. Low four bits: that of the second one, 0 where it has less than a quarter of the cell.
 * - `brightness`: mean luma (BT.601), 0 to 255.
 * - `colourfulness`: the measure of Hasler and Süsstrunk, 0 (grey) to about 150, cut at 255.
 * - `tint`: how far the pixels are from one tone of grey or sepia, 0 (greyscale) to 255; see `tintOf`.
 * - `sharpness`: of the sharpest parts, 0 (no edges, or only soft ones) to 255; see `sharpnessOf`.
 */
export const APPEARANCE = {
  version: 0,
  colours: 1,
  brightness: 1 + CELLS,
  colourfulness: 2 + CELLS,
  tint: 3 + CELLS,
  sharpness: 4 + CELLS,
} as const;
/** Bytes of an appearance. */
export const APPEARANCE_SIZE = 5 + CELLS;

/** Appearance of a photo for which nothing could be computed, for example without a readable thumbnail. */
export const UNKNOWN_APPEARANCE: Uint8Array = Uint8Array.of(0);

/** Whether the bytes are an appearance of the current version. */
export const isAppearance = (bytes: Uint8Array | null): bytes is Uint8Array =>
  bytes !== null && bytes.length === APPEARANCE_SIZE && bytes[APPEARANCE.version] === APPEARANCE_VERSION;
