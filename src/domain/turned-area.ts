/** The middle of an area of a picture and its sides, x, y, w, h, as fractions of the picture's sides. */
export type MiddleArea = readonly [x: number, y: number, w: number, h: number];

/** A way from the stored to the upright picture. */
type Turn = (x: number, y: number, w: number, h: number) => MiddleArea;

const AS_IT_IS: Turn = (x, y, w, h) => [x, y, w, h];

/** By EXIF orientation. */
const TURNS: Readonly<Record<number, Turn>> = {
  1: AS_IT_IS,
  2: (x, y, w, h) => [1 - x, y, w, h],
  3: (x, y, w, h) => [1 - x, 1 - y, w, h],
  4: (x, y, w, h) => [x, 1 - y, w, h],
  5: (x, y, w, h) => [y, x, h, w],
  6: (x, y, w, h) => [1 - y, x, h, w],
  7: (x, y, w, h) => [1 - y, 1 - x, h, w],
  8: (x, y, w, h) => [y, 1 - x, h, w],
};
/** Two quarter turns are undone by each other, everything else by itself. */
const UNDONE_BY: Readonly<Record<number, number>> = { 6: 8, 8: 6 };

/** The EXIF orientation of a picture that is turned by another quarter, clockwise. */
const QUARTER_TURNED: Readonly<Record<number, number>> = {
  1: 6,
  6: 3,
  3: 8,
  8: 1,
  // The same of mirrored pictures.
  2: 7,
  7: 4,
  4: 5,
  5: 2,
};

/** The EXIF orientation of a picture that is turned further, clockwise; an unknown orientation counts as upright. */
export function turnedOrientation(orientation: number, degrees: 90 | 180 | 270): number {
  let turned = Object.hasOwn(QUARTER_TURNED, orientation) ? orientation : 1;
  for (let at = 0; at < degrees; at += 90) turned = QUARTER_TURNED[turned] ?? 1;
  return turned;
}

/** An area of the stored picture in the upright one; an unknown orientation turns nothing. */
export const toUpright = (orientation: number, area: MiddleArea): MiddleArea =>
  (TURNS[orientation] ?? AS_IT_IS)(...area);

/** An area of the upright picture in the stored one. */
export const toStored = (orientation: number, area: MiddleArea): MiddleArea =>
  toUpright(UNDONE_BY[orientation] ?? orientation, area);
