import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { INPUT_SIZE } from '../../../../src/domain/photo.ts';
import { decode } from '../../../../src/vision/decode/decode.ts';
import { inputArea } from '../../../../src/vision/saliency/input-area.ts';

/** A picture whose red tells how far right a pixel lies, and whose green how far down: 0 to 255. */
async function ramp(width: number, height: number): Promise<Buffer> {
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      rgb[(y * width + x) * 3] = (255 * (x + 0.5)) / width;
      rgb[(y * width + x) * 3 + 1] = (255 * (y + 0.5)) / height;
    }
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

describe('viewArea', () => {
  it('is the whole of a square, and the model card is right about 4:3', () => {
    expect(inputArea({ width: 700, height: 700 })).toEqual({ left: 0, top: 0, width: 1, height: 1 });
    const { width, height } = inputArea({ width: 4000, height: 3000 });
    expect(width * height).toBeCloseTo(0.875);
  });

  it.each([
    [640, 480],
    [480, 640],
    [2000, 250],
    [250, 2000],
    [333, 332],
    [40, 1],
  ])('is what the network is shown of %i × %i pixels', async (width, height) => {
    const photo = await decode({ bytes: await ramp(width, height), name: '', mtime: 0 });
    if (!('input' in photo)) throw new Error(photo.detail);
    const at = (x: number, y: number, channel: number): number =>
      (photo.input[(y * INPUT_SIZE + x) * 3 + channel] ?? 0) / 255;
    const [last, middle] = [INPUT_SIZE - 1, INPUT_SIZE / 2];
    const area = inputArea({ width, height });
    const across = at(last, middle, 0) - at(0, middle, 0);
    expect(at(0, middle, 0)).toBeCloseTo(Math.max(area.left, 0.5 / width), 1.5);
    expect(across).toBeCloseTo(Math.min(area.width, 1 - 1 / width), 1.5);
    const down = at(middle, last, 1) - at(middle, 0, 1);
    expect(at(middle, 0, 1)).toBeCloseTo(Math.max(area.top, 0.5 / height), 1.5);
    expect(down).toBeCloseTo(Math.min(area.height, 1 - 1 / height), 1.5);
  });
});
