import sharp, { type Sharp } from 'sharp';
import type { PictureFormat } from '../../domain/photo-format.ts';
import { sizeWithin } from './check-size.ts';
import { DEFAULT_LIMITS } from './decode-limits.ts';
import { decodePixels } from './decode-pixels.ts';

/**
 * The upright picture of a photo, to be converted by libvips.
 * @param most its longest side in pixels
 * @throws ProblemError if it cannot be decoded
 */
export async function decodeWithin(bytes: Buffer, format: PictureFormat, most: number): Promise<Sharp> {
  const { rgb, working } = await decodePixels(
    bytes,
    format,
    (size) => sizeWithin(size, most),
    DEFAULT_LIMITS,
    new AbortController().signal,
  );
  const [width, height] = working;
  return sharp(rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false });
}
