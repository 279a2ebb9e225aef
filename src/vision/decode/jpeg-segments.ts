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

/**
 * Segments of a JPEG before its pixels. The last one is START_OF_SCAN; otherwise the file is truncated or has an
 * unusual structure that needs a full search.
 */
export function* jpegSegments(jpeg: Uint8Array): Generator<JpegSegment, void> {
  const most = Math.min(JPEG_HEAD, jpeg.length);
  for (let start = 2; start + 4 <= most; ) {
    const [mark, marker = 0, high = 0, low = 0] = jpeg.subarray(start, start + 4);
    const length = high * 256 + low;
    // A length includes its own two bytes.
    if (mark !== 0xff || length < 2) return;
    const end = start + 2 + length;
    yield { marker, start, end };
    if (marker === START_OF_SCAN) return;
    start = end;
  }
}
