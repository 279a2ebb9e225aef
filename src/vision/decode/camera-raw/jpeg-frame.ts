import type { PictureSize } from '../check-size.ts';
import { isWithoutLength, markerIn, START_OF_SCAN } from '../jpeg-segments.ts';
import type { ByteRanges } from './byte-ranges.ts';
import type { EmbeddedJpeg } from './camera-raw.ts';

/** A frame comes after some tables and metadata. */
const MOST_SEGMENTS = 200;
/** Bytes between two segments that are passed over, and how many are read at once. */
const [MOST_STRAY_BYTES, STRAY_STEP] = [256 * 1024, 4096];
const START_OF_IMAGE = 0xffd8;
/** Baseline, extended and progressive frames with Huffman coding. Others (lossless: the sensor's data) are not shown. */
const SHOWN = new Set([0xc0, 0xc1, 0xc2]);

/**
 * The JPEG at a place of a file; null if there is none, or if its frame is not baseline, extended or progressive. Its
 * frame has to be inside the file; its end may be missing.
 */
export function jpegAt(file: ByteRanges, at: number, length: number): EmbeddedJpeg | null {
  if (!Number.isSafeInteger(at) || !Number.isSafeInteger(length) || length < 16) return null;
  if (file.read(at, 2)?.readUInt16BE(0) !== START_OF_IMAGE) return null;
  const size = frameSize(file, at, Math.min(at + length, file.size));
  return size === null ? null : { bytes: file.picture(at, length), size };
}

/** Size of the frame of the JPEG that begins at `start`; null if it has none that can be shown. */
function frameSize(file: ByteRanges, start: number, end: number): PictureSize | null {
  let from: number | null = start + 2;
  for (let segments = 0; segments < MOST_SEGMENTS; segments += 1) {
    const at = nextMarker(file, from, end);
    const head = at === null || at + 10 > end ? null : file.read(at, 10);
    if (at === null || head === null) return null;
    const marker = head.readUInt8(1);
    if (isWithoutLength(marker)) {
      from = at + 2;
      continue;
    }
    const length = head.readUInt16BE(2);
    if (marker === START_OF_SCAN || length < 2) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [height, width] = [head.readUInt16BE(5), head.readUInt16BE(7)];
      return SHOWN.has(marker) && head[4] === 8 && width > 0 && height > 0 ? [width, height] : null;
    }
    from = at + 2 + length;
  }
  return null;
}

/** Where the next marker of a JPEG begins, as far as libjpeg would look for it; null for none. */
function nextMarker(file: ByteRanges, from: number, end: number): number | null {
  for (let at = from, step = 2; at + 2 <= end && at - from < MOST_STRAY_BYTES; step = STRAY_STEP) {
    const length = Math.min(step, end - at);
    const bytes = file.read(at, length);
    if (bytes === null) return null;
    const found = markerIn(bytes, 0);
    if (found !== null) return at + found;
    // Its last byte may be the first one of a marker.
    at += length - 1;
  }
  return null;
}
