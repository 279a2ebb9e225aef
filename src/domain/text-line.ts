/** A corner of a box: fractions of the width and the height of the upright picture, 0 to 1. */
export type Corner = readonly [x: number, y: number];

/** A line of text in a photo. */
export interface TextLine {
  readonly text: string;
  /** Mean probability of its characters, 0 to 1. */
  readonly confidence: number;
  /** Clockwise, from the start of the upper edge of the text. */
  readonly box: readonly [Corner, Corner, Corner, Corner];
}
