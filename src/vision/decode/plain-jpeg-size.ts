import type { PictureSize } from './check-size.ts';
import { jpegSegments, START_OF_SCAN } from './jpeg-segments.ts';

/** Marker of a frame that is decoded row by row, with Huffman codes. */
const BASELINE = 0xc0;
/** Any other frame, or a part of a program: it may turn the picture, be a profile, or state what the numbers are. */
const isOther = (marker: number): boolean =>
  (marker > BASELINE && marker <= 0xcf && marker !== 0xc4) || (marker > 0xe0 && marker <= 0xef);
const BITS = 8;
const COLOURS = 3;

/**
 * Size in pixels of a JPEG that is nothing but a baseline picture in colours: without EXIF, a profile, or what Adobe's
 * programs write. Null for all others: libvips reads their heads.
 */
export function sizeOfPlainJpeg(jpeg: Buffer): PictureSize | null {
  let size: PictureSize | null = null;
  for (const { marker, start, end } of jpegSegments(jpeg)) {
    if (marker === START_OF_SCAN) return size;
    if (isOther(marker) || (marker === BASELINE && size !== null)) return null;
    if (marker !== BASELINE) continue;
    // Marker, length, bits, height, width, number of components.
    if (end - start < 10 || end > jpeg.length) return null;
    const [height, width] = [jpeg.readUInt16BE(start + 5), jpeg.readUInt16BE(start + 7)];
    if (jpeg[start + 4] !== BITS || jpeg[start + 9] !== COLOURS || height === 0 || width === 0) return null;
    size = [width, height];
  }
  return null;
}
