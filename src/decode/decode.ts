import type { PhotoFormat } from '../domain/file.ts';
import type { DecodedPhoto } from '../domain/photo.ts';
import { type Problem, ProblemError } from '../domain/problem.ts';
import { decodeBmp } from './decode-bmp.ts';
import { DEFAULT_LIMITS, type DecodeLimits } from './decode-limits.ts';
import { decodeWithSharp, type Upright } from './decode-with-sharp.ts';
import { formatOfBytes } from './format-of-bytes.ts';
import { decodeSize, jpegOf, thumbnailOf, viewOf } from './pixels.ts';
import { readMetadata } from './read-metadata.ts';

export interface DecodeOptions {
  readonly limits?: DecodeLimits;
  /** ms since 1970; a date after it is not believed. */
  readonly now?: number;
}

/**
 * Decodes a photo once, to what the network and the thumbnail need, and reads its metadata. Bad bytes are a
 * Problem, never an exception.
 * @param file its bytes, its name for showing (it may hold a date) and its mtime in microseconds
 */
export async function decode(
  file: { readonly bytes: Buffer; readonly name: string; readonly mtime: number },
  { limits = DEFAULT_LIMITS, now = Date.now() }: DecodeOptions = {},
): Promise<DecodedPhoto | Problem> {
  try {
    const format = knownFormat(file.bytes, limits);
    const { pixels, width, height, warning } = await upright(file.bytes, format, limits, decodeSize);
    const [view, thumbnail] = await Promise.all([viewOf(pixels), thumbnailOf(pixels)]);
    return { format, width, height, view, thumbnail, metadata: readMetadata(file, now), warning };
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

/** A photo as a JPEG for a browser that does not know its format: at most 4096 pixels; null where it is bad. */
export async function decodeForDisplay(bytes: Buffer): Promise<Uint8Array | null> {
  const most = 4096;
  try {
    const format = knownFormat(bytes, DEFAULT_LIMITS);
    const { pixels } = await upright(bytes, format, DEFAULT_LIMITS, (width, height) => {
      const scale = Math.min(1, most / Math.max(width, height));
      return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
    });
    return await jpegOf(pixels);
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

function knownFormat(bytes: Buffer, limits: DecodeLimits): PhotoFormat {
  if (bytes.length === 0) throw new ProblemError('empty', 'The file has no bytes.');
  if (bytes.length > limits.maxBytes) throw new ProblemError('too-large', `${bytes.length} bytes`);
  const found = formatOfBytes(bytes);
  if (found === null) throw new ProblemError('not-an-image', 'Its first bytes are those of no picture.');
  if ('unsupported' in found) throw new ProblemError('unsupported', `It is a ${found.unsupported} file.`);
  return found.format;
}

async function upright(
  bytes: Buffer,
  format: PhotoFormat,
  limits: DecodeLimits,
  sizeFor: (width: number, height: number) => { width: number; height: number },
): Promise<Upright> {
  if (format === 'heic') throw new ProblemError('unsupported', 'HEIC pictures cannot be decoded yet.');
  if (format !== 'bmp') return decodeWithSharp(bytes, limits, sizeFor);
  const pixels = decodeBmp(bytes, limits);
  return { pixels, width: pixels.width, height: pixels.height, warning: null };
}
