import type { PictureSize } from '../check-size.ts';
import type { ByteRanges } from './byte-ranges.ts';
import type { EmbeddedJpeg } from './camera-raw.ts';

/** A frame comes after some tables and metadata. */
const MOST_SEGMENTS = 200;
const START_OF_SCAN = 0xda;
/** Baseline, extended and progressive frames with Huffman coding. Others (lossless: the sensor's data) are not shown. */
const SHOWN = new Set([0xc0, 0xc1, 0xc2]);

/**
 * The JPEG at a place of a file; null if there is none, or if its frame is not baseline, extended or progressive. Its
 * frame has to be inside the file; its end may be missing.
 */
export function jpegAt(file: ByteRanges, at: number, length: number): EmbeddedJpeg | null {
  if (!Number.isSafeInteger(at) || !Number.isSafeInteger(length) || length < 16) return null;
  const start = file.read(at, 3);
  if (start === null || start.readUIntBE(0, 3) !== 0xffd8ff) return null;
  const size = frameSize(file, at, Math.min(at + length, file.size));
  return size === null ? null : { bytes: file.picture(at, length), size };
}

function frameSize(file: ByteRanges, start: number, end: number): PictureSize | null {
  let at = start + 2;
  for (let segments = 0; segments < MOST_SEGMENTS && at + 10 <= end; segments += 1) {
    const head = file.read(at, 10);
    if (head === null || head[0] !== 0xff) return null;
    const marker = head.readUInt8(1);
    // A marker may be preceded by any number of FF.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = head.readUInt16BE(2);
    if (marker === START_OF_SCAN || length < 2) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [height, width] = [head.readUInt16BE(5), head.readUInt16BE(7)];
      return SHOWN.has(marker) && head[4] === 8 && width > 0 && height > 0 ? [width, height] : null;
    }
    at += 2 + length;
  }
  return null;
}
