import { isFilmFormat } from '../../domain/photo-format.ts';
import { ProblemError } from '../../domain/problem.ts';
import { pictureInRaw } from './camera-raw/picture-in-raw.ts';
import { DEFAULT_LIMITS } from './decode-limits.ts';
import { libvips } from './decode-pixels.ts';
import { decodeWithin } from './decode-within.ts';
import { formatOfBytes } from './format-of-bytes.ts';
import { isRawFormat } from './format-readers.ts';

/** Longest side in pixels: enough for any screen. */
const MOST = 4096;

/** Converts a photo to a JPEG for a browser that does not support its format; null if it cannot be decoded. */
export async function decodeForDisplay(bytes: Buffer): Promise<Uint8Array | null> {
  const format = formatOfBytes(bytes);
  if (typeof format === 'object' || isFilmFormat(format) || bytes.length > DEFAULT_LIMITS.maxBytes)
    return null;
  try {
    // What the camera made of it is shown as it is.
    if (isRawFormat(format)) return pictureInRaw(bytes, format).jpeg;
    const input = await decodeWithin(bytes, format, MOST);
    return await libvips.together(() => input.jpeg({ quality: 90 }).toBuffer());
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}
