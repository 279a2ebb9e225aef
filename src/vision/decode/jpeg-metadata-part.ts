import { JPEG_HEAD, jpegSegments, START_OF_SCAN } from './jpeg-segments.ts';

/** Markers of the segments that metadata lies in: EXIF and XMP, IPTC, a comment. */
const METADATA = new Set([0xe1, 0xed, 0xfe]);

/** The part of a JPEG that its metadata lies in, before the pixels; null where it has none. */
export function jpegMetadataPart(bytes: Uint8Array): Uint8Array | null {
  let found = false;
  for (const { marker, start } of jpegSegments(bytes)) {
    found ||= METADATA.has(marker);
    // Its own two bytes are enough for the reader to see that the pixels begin.
    if (marker === START_OF_SCAN) return found ? bytes.subarray(0, start + 4) : null;
  }
  return bytes.subarray(0, JPEG_HEAD);
}
