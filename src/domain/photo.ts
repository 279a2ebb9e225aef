import type { Metadata } from './metadata.ts';
import type { PhotoFormat } from './photo-format.ts';

/** Side of the square view that the network sees, pixels. */
export const INPUT_SIZE = 320;
/** Of one view: RGB. */
export const INPUT_BYTES = INPUT_SIZE * INPUT_SIZE * 3;

/** Longest side of a thumbnail, pixels. */
export const THUMBNAIL_SIZE = 512;

/** Bytes of a perceptual hash. */
export const HASH_SIZE = 8;

/**
 * The size of the part of an upright picture that the network sees: its centre, squeezed into the square view.
 * The longer side is cut to the mean of both (model card, "Input").
 * @param width of the picture, pixels, as `height` and what is returned
 */
export function seenPart(width: number, height: number): [width: number, height: number] {
  const mean = (width + height) / 2;
  return [Math.min(width, mean), Math.min(height, mean)];
}

/** One photo, decoded once: the network's view, the thumbnail and what the file says of itself. */
export interface DecodedPhoto {
  readonly format: PhotoFormat;
  /** Upright size, pixels. */
  readonly width: number;
  readonly height: number;
  /** INPUT_BYTES: INPUT_SIZE × INPUT_SIZE × RGB (sRGB), upright, row-major. */
  readonly input: Uint8Array;
  /** An encoded JPEG picture, upright, at most THUMBNAIL_SIZE on its longest side, sRGB, no metadata. */
  readonly thumbnail: Uint8Array;
  /**
   * HASH_SIZE bytes, of which few bits differ between photos that look alike, whatever their size and coding.
   * Only zeros where there is nothing to tell: one colour all over.
   */
  readonly perceptualHash: Uint8Array;
  /** The mean colour of the view: 5 bits each of red, green and blue, red highest. */
  readonly colour: number;
  /** APPEARANCE_SIZE bytes: named colours, brightness, sharpness; see `APPEARANCE` in appearance.ts. */
  readonly appearance: Uint8Array;
  readonly metadata: Metadata;
  /** Set when the file is slightly damaged and was decoded all the same: what the decoder said. */
  readonly warning: string | null;
}
