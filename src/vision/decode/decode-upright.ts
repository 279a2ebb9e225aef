import sharp from 'sharp';
import { dropBytes } from '../../domain/drop-bytes.ts';
import { isFilmFormat } from '../../domain/photo-format.ts';
import { type Problem, ProblemError } from '../../domain/problem.ts';
import { storedDetail } from '../../domain/problem-detail.ts';
import { pictureInRaw } from './camera-raw/picture-in-raw.ts';
import { type PictureSize, sizeWithin } from './check-size.ts';
import { DEFAULT_LIMITS } from './decode-limits.ts';
import { decodePixels, libvips } from './decode-pixels.ts';
import { formatOfBytes } from './format-of-bytes.ts';
import { isRawFormat } from './format-readers.ts';

/** Longest side in pixels of a picture for analysers: text and faces that are smaller in it are not found. */
const LONGEST_SIDE = 2000;

/** An upright picture in sRGB, transparency on white. */
export interface UprightPicture {
  /** RGB, row-major: width × height × 3 bytes. */
  readonly rgb: Uint8Array;
  /** In pixels, as `height`. */
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes a photo for analysers, its longer side at most 2000 pixels.
 * @throws the signal's reason when aborted
 */
export async function decodeUpright(bytes: Buffer, signal: AbortSignal): Promise<UprightPicture | Problem> {
  const format = formatOfBytes(bytes);
  if (typeof format === 'object') return format;
  if (isFilmFormat(format)) return { kind: 'video', detail: storedDetail({ code: 'video-bytes' }) };
  const sizeFor = (size: PictureSize): PictureSize => sizeWithin(size, LONGEST_SIDE);
  try {
    const shown = isRawFormat(format)
      ? { bytes: pictureInRaw(bytes, format).jpeg, format: 'jpeg' as const }
      : { bytes, format };
    const { rgb, working } = await decodePixels(shown.bytes, shown.format, sizeFor, DEFAULT_LIMITS, signal);
    return { rgb, width: working[0], height: working[1] };
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

/** The same picture in another size, with averaging when it shrinks; the aspect may change. */
export async function resizePicture(
  { rgb, width, height }: UprightPicture,
  [wide, high]: PictureSize,
): Promise<UprightPicture> {
  const input = sharp(rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  const resized = await libvips.together(() => input.resize(wide, high, { fit: 'fill' }).raw().toBuffer());
  return { rgb: resized, width: wide, height: high };
}

/** Frees the pixels of a picture at once. */
export const dropPicture = ({ rgb }: UprightPicture): void => dropBytes(rgb);
