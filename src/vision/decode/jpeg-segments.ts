/** A marker segment of a JPEG. */
export interface JpegSegment {
  /** The second byte of its marker. */
  readonly marker: number;
  /** Its place in the file, marker included. */
  readonly start: number;
  readonly end: number;
}

/** The marker after whose segment the pixels begin. */
export const START_OF_SCAN = 0xda;

/** Bytes that are looked through for the pixels: none begin so far in. */
export const JPEG_HEAD = 1024 * 1024;

/**
 * The segments of a JPEG before its pixels. The last one is START_OF_SCAN; where it is not, the file is cut off
 * or built in a way that needs a closer look.
 */
export function* jpegSegments(jpeg: Uint8Array): Generator<JpegSegment, void> {
  const most = Math.min(JPEG_HEAD, jpeg.length);
  for (let start = 2; start + 4 <= most; ) {
    const [mark, marker = 0, high = 0, low = 0] = jpeg.subarray(start, start + 4);
    const length = high * 256 + low;
    // A length counts its own two bytes.
    if (mark !== 0xff || length < 2) return;
    const end = start + 2 + length;
    yield { marker, start, end };
    if (marker === START_OF_SCAN) return;
    start = end;
  }
}
