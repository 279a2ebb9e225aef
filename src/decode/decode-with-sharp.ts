import type { Sharp } from 'sharp';
import { ProblemError } from '../domain/problem.ts';
import type { DecodeLimits } from './decode-limits.ts';
import { openPicture, type Pixels } from './pixels.ts';

export interface Upright {
  readonly pixels: Pixels;
  /** Size of the whole photo, upright. */
  readonly width: number;
  readonly height: number;
  readonly warning: string | null;
}

/** libvips says what went wrong in many lines; the first ones tell. */
const words = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\p{C}+/gu, ' ').trim().slice(0, 300);

/** The error of a decoder as a problem. */
function problem(error: unknown): ProblemError {
  const detail = words(error);
  if (/exceeds pixel limit/i.test(detail)) return new ProblemError('too-large', detail);
  if (/timeout/i.test(detail)) return new ProblemError('too-slow', detail);
  if (/unsupported image format/i.test(detail)) return new ProblemError('not-an-image', detail);
  return new ProblemError('damaged', detail);
}

/**
 * Decodes what libvips knows: upright, sRGB, transparent on white, the first page or frame.
 * @param sizeFor the size to decode to, for the whole upright size: JPEG and WebP shrink while they load
 */
export async function decodeWithSharp(
  bytes: Buffer,
  limits: DecodeLimits,
  sizeFor: (width: number, height: number) => { width: number; height: number },
): Promise<Upright> {
  const decodeOnce = async (failOn: 'none' | 'error'): Promise<Omit<Upright, 'warning'>> => {
    const picture: Sharp = openPicture(bytes, limits, failOn);
    const { autoOrient } = await picture.metadata();
    const { width, height } = autoOrient;
    if (width * height > limits.maxPixels) throw new ProblemError('too-large', `${width} × ${height} pixels`);
    const { data, info } = await picture
      .autoOrient()
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .resize({ ...sizeFor(width, height), fit: 'fill' })
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { pixels: { data: info.channels === 3 ? data : greyToRgb(data), width: info.width, height: info.height }, width, height };
  };
  try {
    return { ...(await decodeOnce('error')), warning: null };
  } catch (error) {
    if (error instanceof ProblemError || /exceeds pixel limit|timeout|unsupported image format/i.test(words(error)))
      throw error instanceof ProblemError ? error : problem(error);
    // Damaged: what can be read of it is shown, with a warning.
    try {
      return { ...(await decodeOnce('none')), warning: words(error) };
    } catch (worse) {
      throw problem(worse);
    }
  }
}

function greyToRgb(grey: Buffer): Buffer {
  const rgb = Buffer.alloc(grey.length * 3);
  for (let i = 0; i < grey.length; i++) rgb.fill(grey[i] ?? 0, i * 3, i * 3 + 3);
  return rgb;
}
