import type { Metadata } from 'sharp';
import type { PhotoFormat } from '../../domain/file.ts';

/** Coefficients for each pixel of a JPEG, by how its colour is thinned out. */
const COEFFICIENTS: Readonly<Record<string, number>> = {
  '4:2:0': 1.5,
  '4:2:2': 2,
  '4:1:1': 1.5,
  '4:4:4': 3,
  '4:4:4:4': 4,
};

/**
 * How much memory the library needs for a picture before the first row of it can be made smaller, by what its
 * header claims, in bytes. Most formats are read row by row; these are not.
 */
export function heldBytes(
  format: PhotoFormat,
  { width, height, channels, depth, isProgressive, chromaSubsampling }: Metadata,
): number {
  const pixels = width * height;
  // The rows of a progressive JPEG are known only when the last of its scans is: two bytes a coefficient.
  if (format === 'jpeg')
    return isProgressive ? pixels * 2 * (COEFFICIENTS[chromaSubsampling ?? ''] ?? channels) : 0;
  if (format === 'png') return isProgressive ? pixels * channels * (depth === 'ushort' ? 2 : 1) : 0;
  return format === 'gif' || format === 'avif' ? pixels * 4 : 0;
}
