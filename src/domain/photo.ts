import type { Metadata } from './metadata.ts';
import type { PhotoFormat } from './photo-format.ts';

/** Side of the square model input, in pixels. */
export const INPUT_SIZE = 320;
/** Bytes of one model input (RGB). */
export const INPUT_BYTES = INPUT_SIZE * INPUT_SIZE * 3;

/** Longest side of a thumbnail, in pixels. */
export const THUMBNAIL_SIZE = 512;

/** Bytes of a perceptual hash. */
export const HASH_SIZE = 8;

/**
 * Size of the part of an upright picture that becomes the model input: its centre, squeezed into a square. The longer
 * side is cropped to the mean of both (model card, "Input").
 * @param width of the picture in pixels, like `height` and the returned sides
 */
export function seenPart(width: number, height: number): [width: number, height: number] {
  const mean = (width + height) / 2;
  return [Math.min(width, mean), Math.min(height, mean)];
}

/** One photo, decoded once: model input, thumbnail and metadata. */
export interface DecodedPhoto {
  readonly format: PhotoFormat;
  /** Upright size in pixels. */
  readonly width: number;
  readonly height: number;
  /** INPUT_BYTES: INPUT_SIZE × INPUT_SIZE × RGB (sRGB), upright, row-major. */
  readonly input: Uint8Array;
  /** Of a film: those of its other frames. */
  readonly furtherInputs?: readonly Uint8Array[];
  /** An encoded JPEG picture, upright, at most THUMBNAIL_SIZE on its longest side, sRGB, no metadata. */
  readonly thumbnail: Uint8Array;
  /**
   * HASH_SIZE bytes. Few bits differ between photos that look alike, whatever their size and format. All zero for a
   * picture of one colour.
   */
  readonly perceptualHash: Uint8Array;
  /** Mean colour of the model input: 5 bits each of red, green and blue, red highest. */
  readonly colour: number;
  /** APPEARANCE_SIZE bytes: named colours, brightness, sharpness; see `APPEARANCE` in appearance.ts. */
  readonly appearance: Uint8Array;
  readonly metadata: Metadata;
  /** Message of the decoder if the file is slightly damaged and was decoded nevertheless. */
  readonly warning: string | null;
}

/** A film of which no frame could be decoded by the indexer: it is found by what it states of itself. */
export type UnseenFilm = Pick<DecodedPhoto, 'format' | 'width' | 'height' | 'metadata' | 'warning'>;
