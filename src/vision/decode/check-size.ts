import { ProblemError } from '../../domain/problem.ts';

/** Width and height, pixels. */
export type PictureSize = readonly [width: number, height: number];

/**
 * Must be called before anything is allocated for a picture.
 * @throws ProblemError `too-large`, or `damaged` if a side is not a positive integer
 */
export function checkSize(width: number, height: number, maxPixels: number): void {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0))
    throw new ProblemError('damaged', {
      code: 'size-in-header',
      width: String(width),
      height: String(height),
    });
  if (width * height > maxPixels)
    throw new ProblemError('too-large', { code: 'pixels-above-limit', width, height, limit: maxPixels });
}

/** The size of a picture whose longer side is at most `longest` pixels; never enlarged. */
export function sizeWithin([width, height]: PictureSize, longest: number): PictureSize {
  const scale = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}
