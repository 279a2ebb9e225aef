import { readFileSync } from 'node:fs';
import decodeJxlBytes, { init } from '@jsquash/jxl/decode.js';
import { ProblemError } from '../../domain/problem.ts';
import { ByteRanges } from './camera-raw/byte-ranges.ts';
import { checkSize, type PictureSize } from './check-size.ts';
import { detailOfError } from './detail-of-error.ts';
import { jxlBoxes } from './jxl-boxes.ts';
import type { RawPicture } from './raw-picture.ts';

/** libjxl holds the picture as a whole: some 50 bytes a pixel, in a memory that ends at 2 GB. */
const MOST_PIXELS = 40_000_000;
/** Below this, memory is no reason to fail. */
const FEW_PIXELS = 20_000_000;
/** Width for each height, by the number of a ratio (ISO/IEC 18181-1, size header). */
const RATIOS = [0, 1, 12 / 10, 4 / 3, 3 / 2, 16 / 9, 5 / 4, 2] as const;
/** Bits of a side, by its selector. */
const SIDE_BITS = [9, 13, 18, 30] as const;
const HEADER_BYTES = 16;

let loading: Promise<unknown> | null = null;

/**
 * Decodes a JPEG XL file, its first picture if it is animated: upright, in sRGB. Its size is checked before any memory
 * is taken.
 * @throws ProblemError `damaged` or `too-large`
 */
export async function decodeJxl(bytes: Uint8Array, maxPixels: number): Promise<RawPicture> {
  const size = jxlSize(bytes);
  checkSize(...size, Math.min(maxPixels, MOST_PIXELS));
  loading ??= init({
    wasmBinary: readFileSync(new URL(import.meta.resolve('@jsquash/jxl/codec/dec/jxl_dec.wasm'))),
  });
  await loading;
  try {
    const { data, width, height } = await decodeJxlBytes(new Uint8Array(bytes).buffer);
    checkSize(width, height, Math.min(maxPixels, MOST_PIXELS));
    const rgba = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return { width, height, channels: 4, data: rgba, profile: null, warning: null };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const isLarge = size[0] * size[1] > FEW_PIXELS;
    throw new ProblemError(isLarge ? 'too-large' : 'damaged', detailOfError(error));
  }
}

/** Size of the picture by the header of its codestream, before it is turned upright. */
function jxlSize(bytes: Uint8Array): PictureSize {
  const file = new ByteRanges(bytes);
  const boxes = jxlBoxes(file);
  // A part of a codestream begins with its number.
  const [stream] = boxes
    .filter(({ type }) => type === 'jxlc' || type === 'jxlp')
    .map(({ type, at }) => at + (type === 'jxlp' ? 4 : 0));
  const at = boxes.length === 0 ? 0 : stream;
  const header = at === undefined ? null : file.read(at, Math.min(HEADER_BYTES, file.size - at));
  if (header === null || header.length < 6 || header.readUInt16BE(0) !== 0xff0a)
    throw new ProblemError('damaged', { code: 'no-codestream' });
  let bits = header
    .subarray(2)
    .toReversed()
    .reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
  const take = (count: number): number => {
    const taken = Number(bits & ((1n << BigInt(count)) - 1n));
    bits >>= BigInt(count);
    return taken;
  };
  const isSmall = take(1) === 1;
  const side = (): number => (isSmall ? (take(5) + 1) * 8 : take(SIDE_BITS[take(2)] ?? 9) + 1);
  const height = side();
  const ratio = take(3);
  return [ratio === 0 ? side() : Math.floor(height * (RATIOS[ratio] ?? 1)), height];
}
