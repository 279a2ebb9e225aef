import sharp, { type Sharp } from 'sharp';
import { THUMBNAIL_SIZE, VIEW_SIZE } from '../domain/photo.ts';
import type { DecodeLimits } from './decode-limits.ts';

/** Upright RGB (sRGB), 3 bytes a pixel, row-major. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

// The caller decodes several photos at once, and a cache would only hold what is never asked for again.
sharp.cache(false);
sharp.concurrency(1);

/** The pictures that are made of a photo are resized from one about this much larger, so that both stay sharp. */
const LONG_SIDE = THUMBNAIL_SIZE * 2;
const SHORT_SIDE = VIEW_SIZE * 2;
const MOST_PIXELS = 8_000_000;

/** The size to decode to: enough for view and thumbnail, never more than the photo has. */
export function decodeSize(width: number, height: number): { width: number; height: number } {
  const wanted = Math.max(LONG_SIDE / Math.max(width, height), SHORT_SIDE / Math.min(width, height));
  const scale = Math.min(1, wanted, Math.sqrt(MOST_PIXELS / (width * height)));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Opens an encoded picture with the limits. */
export const openPicture = (bytes: Buffer, limits: DecodeLimits, failOn: 'none' | 'error'): Sharp =>
  sharp(bytes, { failOn, limitInputPixels: limits.maxPixels, sequentialRead: true }).timeout({ seconds: limits.seconds });

const open = ({ data, width, height }: Pixels): Sharp => sharp(data, { raw: { width, height, channels: 3 } });

/**
 * What the network sees: the centre min(w, (w+h)/2) × min(h, (w+h)/2), resized to VIEW_SIZE square without
 * keeping the aspect (the model card's view).
 */
export async function viewOf(pixels: Pixels): Promise<Uint8Array> {
  const { width, height } = pixels;
  const mean = (width + height) / 2;
  const full = {
    width: Math.max(VIEW_SIZE, Math.round((VIEW_SIZE * width) / Math.min(width, mean))),
    height: Math.max(VIEW_SIZE, Math.round((VIEW_SIZE * height) / Math.min(height, mean))),
  };
  return open(pixels)
    .resize({ ...full, fit: 'fill' })
    .extract({
      left: Math.floor((full.width - VIEW_SIZE) / 2),
      top: Math.floor((full.height - VIEW_SIZE) / 2),
      width: VIEW_SIZE,
      height: VIEW_SIZE,
    })
    .raw()
    .toBuffer();
}

export const thumbnailOf = (pixels: Pixels): Promise<Buffer> =>
  open(pixels)
    .resize({ width: THUMBNAIL_SIZE, height: THUMBNAIL_SIZE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer();

export const jpegOf = (pixels: Pixels): Promise<Buffer> => open(pixels).jpeg({ quality: 90 }).toBuffer();
