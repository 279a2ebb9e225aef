import { decode } from 'bmp-ts';
import { ProblemError } from '../domain/problem.ts';
import type { DecodeLimits } from './decode-limits.ts';
import type { Pixels } from './pixels.ts';

/** Decodes a BMP. Its header is checked first, since it may ask for more memory than there is. */
export function decodeBmp(bytes: Buffer, limits: DecodeLimits): Pixels {
  if (bytes.length < 26) throw new ProblemError('damaged', 'The header is cut off.');
  const old = bytes.readUInt32LE(14) === 12;
  const width = old ? bytes.readUInt16LE(18) : Math.abs(bytes.readInt32LE(18));
  const height = old ? bytes.readUInt16LE(20) : Math.abs(bytes.readInt32LE(22));
  if (width === 0 || height === 0) throw new ProblemError('damaged', `Its size is ${width} × ${height}.`);
  if (width * height > Math.min(limits.maxPixels, 100_000_000))
    throw new ProblemError('too-large', `${width} × ${height} pixels`);
  // Even run-length coding spends at least two bytes for 255 pixels.
  if (width * height > bytes.length * 255) throw new ProblemError('damaged', `${width} × ${height} pixels in ${bytes.length} bytes`);
  let data: Buffer;
  try {
    ({ data } = decode(bytes, { toRGBA: true }));
  } catch (error) {
    throw new ProblemError('damaged', error instanceof Error ? error.message : String(error));
  }
  if (data.length !== width * height * 4) throw new ProblemError('damaged', 'The pixels are cut off.');
  const pixels = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) data.copy(pixels, i * 3, i * 4, i * 4 + 3);
  return { data: pixels, width, height };
}
