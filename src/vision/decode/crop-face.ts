import sharp from 'sharp';
import type { FaceBox } from '../../domain/face.ts';
import { libvips } from './decode-pixels.ts';

/** Around the box, as a part of its longer side, so that hair and chin are in the picture. */
const MARGIN = 0.35;
/** Side of the crop, and of the larger picture that it is cut from, in pixels. */
const [FACE_PIXELS, MOST_PIXELS] = [256, 2400];
/** A face with fewer pixels is cut from the original. */
const FEWEST_PIXELS = 72;

/**
 * Cuts a square around a face out of a picture that libvips can read.
 * @param isEnough whether a face of few pixels is good enough too
 * @returns a WebP; null if the face has too few pixels
 */
export async function cropFace(
  bytes: Uint8Array,
  box: FaceBox,
  isEnough: boolean,
): Promise<Uint8Array | null> {
  return libvips.together(async () => {
    const { data, info } = await sharp(bytes, { failOn: 'none' })
      .rotate()
      .resize(MOST_PIXELS, MOST_PIXELS, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const [wide, high] = [(box.right - box.left) * width, (box.bottom - box.top) * height];
    if (!isEnough && Math.max(wide, high) < FEWEST_PIXELS) return null;
    const side = Math.max(1, Math.min(width, height, Math.round(Math.max(wide, high) * (1 + 2 * MARGIN))));
    const start = (centre: number, length: number): number =>
      Math.max(0, Math.min(length - side, Math.round(centre - side / 2)));
    return sharp(data, { raw: { width, height, channels } })
      .extract({
        left: start(((box.left + box.right) / 2) * width, width),
        top: start(((box.top + box.bottom) / 2) * height, height),
        width: side,
        height: side,
      })
      .resize(FACE_PIXELS, FACE_PIXELS, { withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer();
  });
}
