import type { UprightPicture } from '../decode/decode-upright.ts';
import { type AffineMap, cutSquare } from './cut-square.ts';

/** A point of a picture in pixels: eyes (left, right as seen in the picture), nose, corners of the mouth. */
export type Landmark = readonly [x: number, y: number];

/** Side of a chip in pixels. */
export const CHIP_SIZE = 150;
/** Where the landmarks are in a chip: those of dlib. */
const PLACES: readonly Landmark[] = [
  [47.55, 46.6],
  [100.48, 46.6],
  [74.01, 76.56],
  [50.41, 103.02],
  [97.61, 103.02],
];

/**
 * The chip of a face for the recogniser: turned, moved and scaled so that its five landmarks lie on dlib's places.
 * @returns CHIP_SIZE × CHIP_SIZE × 3 bytes, RGB
 */
export function alignFace(picture: UprightPicture, landmarks: readonly Landmark[]): Uint8Array {
  const chip = new Uint8Array(3 * CHIP_SIZE ** 2);
  cutSquare(picture, similarity(PLACES, landmarks), CHIP_SIZE, chip);
  return chip;
}

/** The similarity that maps points to others with the least squared error, as complex numbers around the means. */
function similarity(from: readonly Landmark[], to: readonly Landmark[]): AffineMap {
  const mean = (points: readonly Landmark[], axis: 0 | 1): number =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [fromX, fromY, toX, toY] = [mean(from, 0), mean(from, 1), mean(to, 0), mean(to, 1)];
  let [real, imaginary, norm] = [0, 0, 0];
  from.forEach(([x, y], at) => {
    const [u, v] = [x - fromX, y - fromY];
    const [s, t] = [(to[at]?.[0] ?? 0) - toX, (to[at]?.[1] ?? 0) - toY];
    real += s * u + t * v;
    imaginary += t * u - s * v;
    norm += u * u + v * v;
  });
  real /= norm;
  imaginary /= norm;
  return [
    real,
    -imaginary,
    toX - real * fromX + imaginary * fromY,
    imaginary,
    real,
    toY - imaginary * fromX - real * fromY,
  ];
}
