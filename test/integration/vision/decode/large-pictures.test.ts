import { expect, it, onTestFinished } from 'vitest';
import { closeDecoders, decode } from '../../../../src/vision/decode/decode.ts';
import { DEFAULT_LIMITS } from '../../../../src/vision/decode/decode-limits.ts';
import { MANY_PIXELS } from '../../../../src/vision/decode/thread-count.ts';

const [WIDTH, HEIGHT] = [8192, 4096];

/** A grey BMP of 8 bits a pixel. */
function greyBitmap(width: number, height: number): Buffer {
  const at = 54 + 256 * 4;
  const bytes = Buffer.alloc(at + width * height, 128);
  bytes.fill(0, 0, 54);
  bytes.write('BM', 0, 'latin1');
  for (const [offset, value] of [
    [2, bytes.length],
    [10, at],
    [14, 40],
    [18, width],
    [22, height],
    [34, width * height],
    [46, 256],
  ] as const)
    bytes.writeUInt32LE(value, offset);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(8, 28);
  for (let grey = 0; grey < 256; grey += 1) bytes.writeUInt32LE(grey * 0x010101, 54 + 4 * grey);
  return bytes;
}

it('a picture larger than the usual threads take is decoded by the threads for large ones', async () => {
  onTestFinished(closeDecoders);
  expect(WIDTH * HEIGHT).toBeGreaterThan(MANY_PIXELS);
  const decoded = await decode({ bytes: greyBitmap(WIDTH, HEIGHT), name: 'large.bmp', mtime: 0 });
  expect(decoded).toMatchObject({ format: 'bmp', width: WIDTH, height: HEIGHT, warning: null });
});

it('a picture above the limit is refused with the limit that was asked for', async () => {
  onTestFinished(closeDecoders);
  const limits = { ...DEFAULT_LIMITS, maxPixels: 30_000_000 };
  const decoded = await decode({ bytes: greyBitmap(WIDTH, HEIGHT), name: 'large.bmp', mtime: 0 }, { limits });
  expect(decoded).toMatchObject({ kind: 'too-large', detail: expect.stringContaining('30000000') });
});
