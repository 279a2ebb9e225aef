import type { UprightPicture } from '../decode/decode-upright.ts';

/** An affine map from a chip to a picture: x' = a·x + b·y + c, y' = d·x + e·y + f, in pixels. */
export type AffineMap = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Samples of a pixel along each axis, where the picture is finer than the chip. */
const MOST_SAMPLES = 8;
const CHANNELS = 3;

/**
 * Cuts a square out of a picture through an affine map: bilinear, with averaging when it shrinks, black outside.
 * @param size of the square in pixels
 * @param chip receives size × size × 3 bytes, RGB
 */
export function cutSquare(picture: UprightPicture, map: AffineMap, size: number, chip: Uint8Array): void {
  const [a, b, c, d, e, f] = map;
  const samples = Math.max(1, Math.min(MOST_SAMPLES, Math.round(Math.hypot(a, d))));
  const sum = new Float64Array(CHANNELS);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      sum.fill(0);
      for (let v = 0; v < samples; v++)
        for (let u = 0; u < samples; u++) {
          const [s, t] = [column + (u + 0.5) / samples, row + (v + 0.5) / samples];
          addSample(picture, a * s + b * t + c - 0.5, d * s + e * t + f - 0.5, sum);
        }
      for (let channel = 0; channel < CHANNELS; channel++)
        chip[CHANNELS * (row * size + column) + channel] = Math.round(
          (sum[channel] as number) / (samples * samples),
        );
    }
}

function addSample({ rgb, width, height }: UprightPicture, x: number, y: number, sum: Float64Array): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  for (let corner = 0; corner < 4; corner++) {
    const [right, below] = [corner & 1, corner >> 1];
    const [column, row] = [left + right, top + below];
    if (column < 0 || column >= width || row < 0 || row >= height) continue;
    const share = (right === 1 ? x - left : 1 - (x - left)) * (below === 1 ? y - top : 1 - (y - top));
    const at = CHANNELS * (row * width + column);
    for (let channel = 0; channel < CHANNELS; channel++)
      sum[channel] = (sum[channel] as number) + share * (rgb[at + channel] as number);
  }
}
