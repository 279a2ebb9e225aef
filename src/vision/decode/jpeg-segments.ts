/** A marker segment of a JPEG. */
export interface JpegSegment {
  /** Second byte of its marker. */
  readonly marker: number;
  /** Offset in the file, marker included. */
  readonly start: number;
  readonly end: number;
}

/** Marker of the segment after which the pixels begin. */
export const START_OF_SCAN = 0xda;

/** Number of bytes searched for the start of the pixels, which is always earlier. */
export const JPEG_HEAD = 1024 * 1024;

/** Restart markers and TEM: nothing belongs to them. */
export const isWithoutLength = (marker: number): boolean =>
  (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01;

/**
 * Where a marker begins at or behind an offset; null if the bytes have none. Like libjpeg, passes over bytes that belong
 * to no segment: a marker is FF and a byte that is neither 00 nor FF.
 */
export function markerIn(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return null;
    if (next !== 0 && next !== 0xff) return at;
  }
  return null;
}

/**
 * Segments of a JPEG before its pixels, without the stray bytes between them. The last one is START_OF_SCAN; otherwise
 * the file is truncated or has an unusual structure that needs a full search.
 */
export function* jpegSegments(jpeg: Uint8Array): Generator<JpegSegment, void> {
  const head = jpeg.subarray(0, JPEG_HEAD);
  for (let from = 2; ; ) {
    const start = markerIn(head, from);
    if (start === null || start + 4 > head.length) return;
    const [, marker = 0, high = 0, low = 0] = head.subarray(start, start + 4);
    from = start + 2;
    if (isWithoutLength(marker)) continue;
    const length = high * 256 + low;
    // A length includes its own two bytes.
    if (length < 2) return;
    const end = start + 2 + length;
    yield { marker, start, end };
    if (marker === START_OF_SCAN) return;
    from = end;
  }
}
