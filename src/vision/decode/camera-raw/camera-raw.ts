import type { PictureSize } from '../check-size.ts';

/** A JPEG in a camera's file. */
export interface EmbeddedJpeg {
  readonly bytes: Buffer;
  /** Size of its pixels, not turned. */
  readonly size: PictureSize;
}

/** What was found in a camera's file, without decoding anything. */
export interface CameraRaw {
  /** JPEGs with a frame that can be shown, in no order. */
  readonly jpegs: readonly EmbeddedJpeg[];
  /** Size of the sensor's picture, not turned; null if the file does not give it. */
  readonly sensor: PictureSize | null;
  /** EXIF orientation, 1 to 8; null if only a JPEG may give it. */
  readonly orientation: number | null;
  /** EXIF, XMP and IPTC as a small TIFF file; null if only a JPEG may have them. */
  readonly metadata: Uint8Array | null;
}
