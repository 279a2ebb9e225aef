import { JPEG_HEAD, jpegSegments, START_OF_SCAN } from './jpeg-segments.ts';

/** Markers of the segments that metadata lies in: EXIF and XMP, IPTC, a comment. */
const METADATA = new Set([0xe1, 0xed, 0xfe]);

/** The part of a JPEG that its metadata lies in, before the pixels; null where it has none. */
export function jpegMetadataPart(bytes: Uint8Array): Uint8Array | null {
  let found = false;
  let end = 2;
  const parts = [bytes.subarray(0, 2)];
  let isWhole = true;
  for (const segment of jpegSegments(bytes)) {
    found ||= METADATA.has(segment.marker);
    isWhole &&= segment.start === end;
    end = segment.end;
    // Its own two bytes are enough for the reader to see that the pixels begin.
    const isScan = segment.marker === START_OF_SCAN;
    parts.push(bytes.subarray(segment.start, isScan ? segment.start + 4 : end));
    if (!isScan) continue;
    if (!found) return null;
    // The reader expects one segment right behind the other.
    return isWhole ? bytes.subarray(0, segment.start + 4) : Buffer.concat(parts);
  }
  return bytes.subarray(0, JPEG_HEAD);
}
