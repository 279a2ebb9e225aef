import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../../src/domain/problem.ts';
import { decodeBmp } from '../../../../src/vision/decode/decode-bmp.ts';

interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly compression?: number;
  readonly masks?: readonly number[];
  /** Blue, green, red of each entry. */
  readonly palette?: readonly (readonly number[])[];
  readonly pixels: readonly number[];
}

/** A bitmap file with a 40-byte header. */
function bitmap({ width, height, bits, compression = 0, masks = [], palette = [], pixels }: Bitmap): Buffer {
  const start = 54 + masks.length * 4 + palette.length * 4;
  const head = Buffer.alloc(start);
  head.write('BM', 'latin1');
  head.writeUInt32LE(start + pixels.length, 2);
  head.writeUInt32LE(start, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  head.writeUInt32LE(compression, 30);
  head.writeUInt32LE(palette.length, 46);
  for (const [i, mask] of masks.entries()) head.writeUInt32LE(mask >>> 0, 54 + i * 4);
  for (const [i, entry] of palette.entries()) head.set(entry, 54 + masks.length * 4 + i * 4);
  return Buffer.concat([head, Buffer.from(pixels)]);
}

const pixelsOf = (file: Bitmap): number[][] => {
  const { data, channels } = decodeBmp(bitmap(file), 1e6);
  return Array.from({ length: data.length / channels }, (_, i) => [
    ...data.subarray(i * channels, (i + 1) * channels),
  ]);
};
const [K, R, G, B] = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
];
const palette = [
  [0, 0, 0],
  [0, 0, 255],
  [0, 255, 0],
  [255, 0, 0],
];

describe('bitmaps of every depth', () => {
  it('24 bits: blue first, rows from below and padded to four bytes', () => {
    const pixels = [0, 0, 255, 0, 255, 0, 9, 9, 255, 0, 0, 0, 0, 0, 9, 9];
    expect(pixelsOf({ width: 2, height: 2, bits: 24, pixels })).toEqual([B, K, R, G]);
    expect(pixelsOf({ width: 2, height: -2, bits: 24, pixels })).toEqual([R, G, B, K]);
  });

  it.each([
    [1, [0b01000000, 0, 0, 0], [K, R]],
    [2, [0b11100000, 0, 0, 0], [B, G]],
    [4, [0x12, 0, 0, 0], [R, G]],
    [8, [3, 1, 0, 0], [B, R]],
  ])('%i bits: through the palette', (bits, pixels, expected) => {
    expect(pixelsOf({ width: 2, height: 1, bits, palette, pixels })).toEqual(expected);
  });

  it('16 bits: five each, or as the masks say, brought to 255', () => {
    expect(pixelsOf({ width: 2, height: 1, bits: 16, pixels: [0, 0x7c, 0x1f, 0] })).toEqual([R, B]);
    const masks = [0xf800, 0x7e0, 0x1f];
    expect(
      pixelsOf({ width: 2, height: 1, bits: 16, compression: 3, masks, pixels: [0, 0xf8, 0xe0, 7] }),
    ).toEqual([R, G]);
  });

  it('32 bits: the fourth byte is no alpha unless it is declared, nor where it is zero everywhere', () => {
    expect(pixelsOf({ width: 1, height: 1, bits: 32, pixels: [0, 0, 255, 0] })).toEqual([R]);
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000];
    const file = { width: 1, height: 1, bits: 32, compression: 6, masks };
    expect(pixelsOf({ ...file, pixels: [0, 0, 255, 128] })).toEqual([[255, 0, 0, 128]]);
    expect(pixelsOf({ ...file, pixels: [0, 0, 255, 0] })).toEqual([[255, 0, 0, 255]]);
  });

  it('run-length coded: runs, spelled out, moves and ends', () => {
    // Rows from below: two red, one green; end of line; move one right; two spelled out and padded; end.
    const pixels = [2, 1, 1, 2, 0, 0, 0, 2, 1, 0, 0, 3, 3, 2, 1, 9, 0, 1];
    expect(pixelsOf({ width: 4, height: 2, bits: 8, compression: 1, palette, pixels })).toEqual([
      K,
      B,
      G,
      R,
      R,
      R,
      G,
      K,
    ]);
    const four = [3, 0x12, 0, 0, 0, 3, 0x31, 0x20, 0, 1];
    expect(pixelsOf({ width: 3, height: 2, bits: 4, compression: 2, palette, pixels: four })).toEqual([
      B,
      R,
      G,
      R,
      G,
      R,
    ]);
  });

  it('a run that leaves the row or the picture writes nothing outside', () => {
    const pixels = [255, 1, 0, 2, 0, 200, 9, 2, 0, 1];
    expect(pixelsOf({ width: 2, height: 1, bits: 8, compression: 1, palette, pixels })).toEqual([R, R]);
  });
});

describe('bitmaps that lie', () => {
  const kindOf = (file: Bitmap, maxPixels = 1e6): string => {
    try {
      return decodeBmp(bitmap(file), maxPixels).warning ?? 'fine';
    } catch (error) {
      if (error instanceof ProblemError) return error.problem.kind;
      throw error;
    }
  };
  it('a size above the limit is refused before anything is allocated', () => {
    expect(kindOf({ width: 0x7fffffff, height: 0x7fffffff, bits: 24, pixels: [] }, 3e8)).toBe('too-large');
  });
  it('a size that the bytes cannot fill is damage, and takes no memory', () => {
    const before = process.memoryUsage.rss();
    expect(
      kindOf({ width: 17_000, height: 17_000, bits: 8, compression: 1, palette, pixels: [0, 1] }, 3e8),
    ).toBe('damaged');
    expect(
      kindOf(
        { width: 17_000, height: 17_000, bits: 24, pixels: Array.from({ length: 60_000 }, () => 0) },
        3e8,
      ),
    ).toBe('damaged');
    expect(process.memoryUsage.rss() - before).toBeLessThan(50e6);
  });
  it('no size, or a negative width, is damage', () => {
    expect(kindOf({ width: 0, height: 5, bits: 24, pixels: [1] })).toBe('damaged');
    expect(kindOf({ width: -5, height: 5, bits: 24, pixels: [1] })).toBe('damaged');
  });
  it('a file that ends early gives the rows that are there, the rest white', () => {
    const file = { width: 1, height: 3, bits: 24, pixels: [0, 0, 255, 0, 0, 255, 0] };
    expect(pixelsOf(file)).toEqual([[255, 255, 255], G, R]);
    expect(kindOf(file)).toBe('{"code":"rows-missing","rows":2,"height":3}');
    expect(kindOf({ ...file, pixels: [] })).toBe('damaged');
  });
  it('embedded JPEG and other codings are unsupported', () => {
    expect(kindOf({ width: 1, height: 1, bits: 0, compression: 4, pixels: [1] })).toBe('unsupported');
    expect(kindOf({ width: 1, height: 1, bits: 7, pixels: [1, 2, 3, 4] })).toBe('unsupported');
  });
});
