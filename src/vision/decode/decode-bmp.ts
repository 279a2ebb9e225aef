import { ProblemError } from '../../domain/problem.ts';
import { storedDetail } from '../../domain/problem-detail.ts';
import { checkSize } from './check-size.ts';
import type { RawPicture } from './raw-picture.ts';

/** The `compression` field of a BMP header. OS/2 files use 3 and 4 with other meanings, which are not supported. */
const RAW = 0;
const RLE8 = 1;
const RLE4 = 2;
const BITFIELDS = 3;
const ALPHA_BITFIELDS = 6;

/** A colour channel of a packed pixel: its bit position and the factor to 0..255. */
interface Channel {
  readonly shift: number;
  readonly max: number;
}

/** What the header of a bitmap states, checked, and its rows. All positions and sizes are bytes. */
interface Bitmap {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** Of the picture header: decides which fields it has. */
  readonly headerSize: number;
  readonly compression: number;
  /** The palette: where it begins, bytes of an entry, number of entries. */
  readonly palette: { readonly start: number; readonly entry: number; readonly colours: number };
  /** Unpacked rows in the order of the file, `sourceRow` apart; `rows` of them are whole. */
  readonly source: Uint8Array;
  readonly sourceRow: number;
  readonly rows: number;
  /** Whether the first row of the file is the top of the picture. */
  readonly isTopDown: boolean;
}

const isRunLength = (compression: number): boolean => compression === RLE8 || compression === RLE4;
const isMasked = (compression: number): boolean =>
  compression === BITFIELDS || compression === ALPHA_BITFIELDS;

/** Bits of a pixel that a compression allows. */
const depthsOf = (compression: number): readonly number[] => {
  if (compression === RAW) return [1, 2, 4, 8, 16, 24, 32];
  if (compression === RLE8) return [8];
  if (compression === RLE4) return [4];
  return isMasked(compression) ? [16, 32] : [];
};

/**
 * Decodes a Windows or OS/2 bitmap of 1 to 32 bits, plain or run-length encoded. Memory is bounded by the size in the
 * header, which is checked first. A truncated file gives the existing rows, the rest white, and a warning.
 * @throws ProblemError `damaged`, `unsupported` or `too-large`
 */
export function decodeBmp(bytes: Uint8Array, maxPixels: number): RawPicture {
  const bitmap = readBitmap(bytes, maxPixels);
  const { width, height, rows } = bitmap;
  if (rows < Math.max(1, height / 100))
    throw new ProblemError('damaged', { code: 'rows-missing', rows, height });
  const warning = rows < height ? storedDetail({ code: 'rows-missing', rows, height }) : null;
  const { channels, data } = bitmap.bits <= 8 ? palettePixels(bitmap) : packedPixels(bitmap);
  return { width, height, channels, data, profile: null, warning };
}

function readBitmap(bytes: Uint8Array, maxPixels: number): Bitmap {
  const input = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 26) throw new ProblemError('damaged', { code: 'header-cut-off' });
  const headerSize = input.getUint32(14, true);
  const core = headerSize === 12;
  const field = (at: number): number =>
    at + 4 <= 14 + headerSize && at + 4 <= bytes.length ? input.getUint32(at, true) : 0;
  const width = core ? input.getUint16(18, true) : input.getInt32(18, true);
  const signed = core ? input.getUint16(20, true) : input.getInt32(22, true);
  const height = Math.abs(signed);
  const bits = input.getUint16(core ? 24 : 28, true);
  const compression = core ? RAW : field(30);
  checkSize(width, height, maxPixels);
  if (!depthsOf(compression).includes(bits))
    throw new ProblemError('unsupported', { code: 'bitmap-unsupported', compression, bits });

  const maskBytes = headerSize === 40 && isMasked(compression) ? (compression === BITFIELDS ? 12 : 16) : 0;
  const entry = core ? 3 : 4;
  const colours = bits <= 8 ? Math.min(field(46) || 2 ** bits, 2 ** bits) : 0;
  const palette = { start: 14 + headerSize + maskBytes, entry, colours };
  // Offset of the pixels from the header, unless it is the offset of the palette.
  const declared = input.getUint32(10, true);
  const trusted = declared >= palette.start + (colours > 0 ? 1 : 0) && declared < bytes.length;
  const start = trusted ? declared : palette.start + colours * entry;
  const rle = isRunLength(compression);
  // A run takes two bytes for 255 pixels: with fewer bytes, the size is wrong and only costs memory.
  if (rle && width * height > (bytes.length - start) * 128)
    throw new ProblemError('damaged', { code: 'pixels-in-bytes', width, height, bytes: bytes.length });
  const source = rle ? unpacked(bytes.subarray(start), width, height, bits) : bytes.subarray(start);
  const sourceRow = rle ? width : Math.floor((width * bits + 31) / 32) * 4;
  // Some files omit the padding after the last row.
  const padding = rle ? 0 : sourceRow - Math.ceil((width * bits) / 8);
  const rows = Math.min(height, Math.floor((source.length + padding) / sourceRow));
  const sizes = { width, height, bits, headerSize, compression };
  return { bytes, ...sizes, palette, source, sourceRow, rows, isTopDown: signed < 0 };
}

interface Pixels {
  readonly channels: 3 | 4;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** The row of the picture where a row of the file belongs. */
const lineOf = ({ isTopDown, height }: Bitmap, y: number): number => (isTopDown ? y : height - 1 - y);

function palettePixels(bitmap: Bitmap): Pixels {
  const { bytes, width, height, bits, source, sourceRow, rows } = bitmap;
  const { start, entry, colours } = bitmap.palette;
  const rle = isRunLength(bitmap.compression);
  const data = new Uint8Array(width * height * 3).fill(255);
  const [perByte, mask] = rle ? [1, 255] : [8 / bits, 2 ** bits - 1];
  for (let y = 0; y < rows; y += 1) {
    let to = lineOf(bitmap, y) * width * 3;
    for (let x = 0; x < width; x += 1) {
      const byte = source[y * sourceRow + Math.floor(x / perByte)] ?? 0;
      const index = rle ? byte : (byte >> (8 - bits - bits * (x % perByte))) & mask;
      const from = start + index * entry;
      const known = index < colours;
      data[to++] = known ? (bytes[from + 2] ?? 0) : 0;
      data[to++] = known ? (bytes[from + 1] ?? 0) : 0;
      data[to++] = known ? (bytes[from] ?? 0) : 0;
    }
  }
  return { channels: 3, data };
}

/** Bit masks of red, green and blue, and of alpha where there is one. */
function masksOf({ bytes, bits, headerSize, compression }: Bitmap): number[] {
  if (!isMasked(compression)) return bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
  const input = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const given = (at: number): number => (at + 4 <= bytes.length ? input.getUint32(at, true) : 0);
  const alpha = headerSize >= 56 || compression === ALPHA_BITFIELDS ? given(66) : 0;
  return [given(54), given(58), given(62), ...(alpha === 0 ? [] : [alpha])];
}

function packedPixels(bitmap: Bitmap): Pixels {
  const { width, height, bits, source, sourceRow, rows } = bitmap;
  const parts = masksOf(bitmap).map(channelOf);
  const channels = parts.length === 4 ? 4 : 3;
  const data = new Uint8Array(width * height * channels).fill(255);
  const step = bits / 8;
  let opaque = 0;
  for (let y = 0; y < rows; y += 1) {
    let to = lineOf(bitmap, y) * width * channels;
    for (let from = y * sourceRow, end = from + width * step; from < end; from += step) {
      const low = (source[from] ?? 0) | ((source[from + 1] ?? 0) << 8);
      const high =
        bits === 16 ? 0 : (source[from + 2] ?? 0) | (bits === 32 ? (source[from + 3] ?? 0) << 8 : 0);
      const pixel = low | (high << 16);
      for (const { shift, max } of parts)
        data[to++] = max === 0 ? 0 : (((pixel >>> shift) & max) * 255) / max + 0.5;
      if (channels === 4) opaque |= data[to - 1] ?? 0;
    }
  }
  // Many programs declare an alpha channel and leave it zero, although the picture is not meant to be invisible.
  if (channels === 4 && opaque === 0) for (let at = 3; at < data.length; at += 4) data[at] = 255;
  return { channels, data };
}

function channelOf(mask: number): Channel {
  if (mask === 0) return { shift: 0, max: 0 };
  const shift = 31 - Math.clz32(mask & -mask);
  return { shift, max: mask >>> shift };
}

/** Palette indexes of a run-length encoded picture, in the order of the file; stops at the end of the code. */
function unpacked(code: Uint8Array, width: number, height: number, bits: number): Uint8Array {
  const out = new Uint8Array(width * height);
  let [at, x, y] = [0, 0, 0];
  const put = (index: number): void => {
    if (x < width && y < height) out[y * width + x] = index;
    x += 1;
  };
  while (at + 1 < code.length && y < height) {
    const count = code[at] ?? 0;
    const value = code[at + 1] ?? 0;
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count; i += 1) put(bits === 8 ? value : i % 2 === 0 ? value >> 4 : value & 15);
    } else if (value === 0) {
      x = 0;
      y += 1;
    } else if (value === 1) {
      return out;
    } else if (value === 2) {
      x += code[at] ?? 0;
      y += code[at + 1] ?? 0;
      at += 2;
    } else {
      for (let i = 0; i < value; i += 1) {
        const byte = code[bits === 8 ? at + i : at + (i >> 1)] ?? 0;
        put(bits === 8 ? byte : i % 2 === 0 ? byte >> 4 : byte & 15);
      }
      // Literal pixels are padded to a multiple of 16 bits.
      at += 2 * Math.ceil((bits === 8 ? value : value / 2) / 2);
    }
  }
  // No end mark: keep everything up to the current row.
  return y >= height || x >= width ? out : out.subarray(0, Math.min(height, y + 1) * width);
}
