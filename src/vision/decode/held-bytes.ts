import type { Metadata } from 'sharp';
import type { PhotoFormat } from '../../domain/file.ts';

/** Coefficients per pixel of a JPEG, by chroma subsampling. */
const COEFFICIENTS: Readonly<Record<string, number>> = {
  '4:2:0': 1.5,
  '4:2:2': 2,
  '4:1:1': 1.5,
  '4:4:4': 3,
  '4:4:4:4': 4,
};

/**
 * Memory in bytes that the library needs for a picture before it can reduce the first row, according to the header.
 * Most formats are decoded row by row; these are not.
 */
export function heldBytes(
  format: PhotoFormat,
  { width, height, channels, depth, isProgressive, chromaSubsampling }: Metadata,
): number {
  const pixels = width * height;
  // The rows of a progressive JPEG are complete only after the last scan: two bytes per coefficient.
  if (format === 'jpeg')
    return isProgressive ? pixels * 2 * (COEFFICIENTS[chromaSubsampling ?? ''] ?? channels) : 0;
  if (format === 'png') return isProgressive ? pixels * channels * (depth === 'ushort' ? 2 : 1) : 0;
  return format === 'gif' || format === 'avif' ? pixels * 4 : 0;
}
