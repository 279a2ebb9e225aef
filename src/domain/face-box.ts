import type { FaceBox } from './face.ts';

/** One side of the picture in a stored box. */
const FARTHEST = 65_535;
/** So much of the smaller of two boxes has to be in both for them to be of one face. */
const SAME_FACE = 0.5;

const SIDES = ['left', 'top', 'right', 'bottom'] as const satisfies readonly (keyof FaceBox)[];

/** A box as it is stored: "left,top,right,bottom", 0 to 65535 for 0 to 1. */
export const faceBoxText = (box: FaceBox): string =>
  SIDES.map((side) => Math.round(Math.max(0, Math.min(1, box[side])) * FARTHEST)).join();

/** @throws Error if the text is not a box */
export function faceBoxOf(text: string): FaceBox {
  const numbers = text.split(',').map((part) => (/^\d{1,5}$/.test(part) ? Number(part) / FARTHEST : NaN));
  const [left = NaN, top = NaN, right = NaN, bottom = NaN] = numbers;
  if (numbers.length !== SIDES.length || !(left <= right && top <= bottom && right <= 1 && bottom <= 1))
    throw new Error('This is not a box.');
  return { left, top, right, bottom };
}

const areaOf = ({ left, top, right, bottom }: FaceBox): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

/**
 * How well two boxes fit one face: their intersection as a part of their union.
 * @returns 0 if they are of two faces
 */
export function faceOverlap(a: FaceBox, b: FaceBox): number {
  const common = areaOf({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const smaller = Math.min(areaOf(a), areaOf(b));
  if (smaller === 0 || common < SAME_FACE * smaller) return 0;
  return common / (areaOf(a) + areaOf(b) - common);
}
