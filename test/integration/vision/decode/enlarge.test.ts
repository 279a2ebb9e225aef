import { readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { INPUT_BYTES, INPUT_SIZE } from '../../../../src/domain/photo.ts';
import type { PictureSize } from '../../../../src/vision/decode/check-size.ts';
import { canEnlarge, enlargeInput } from '../../../../src/vision/decode/enlarge.ts';
import { frameOf, inputOf } from '../../../../src/vision/decode/reduce-picture.ts';
import { MODELS } from '../../../support/paths.ts';
import fc from '../../../support/properties.ts';
import { difference } from './fixture.ts';

const SAMPLES = path.join(MODELS, 'samples');

/** A size, a frame that is larger, and where in it the view is. */
const enlargements = fc
  .tuple(fc.integer({ min: 4, max: 639 }), fc.integer({ min: 4, max: 639 }))
  .chain(([width, height]) =>
    fc.record({
      size: fc.constant<PictureSize>([width, height]),
      frame: fc.tuple(
        fc.integer({ min: Math.max(INPUT_SIZE, width), max: 640 }),
        fc.integer({ min: Math.max(INPUT_SIZE, height), max: 640 }),
      ),
    }),
  )
  .filter(({ size, frame }) => canEnlarge(size, frame))
  .chain(({ size, frame }) =>
    fc.record({
      size: fc.constant(size),
      frame: fc.constant<PictureSize>(frame),
      corner: fc.tuple(
        fc.integer({ min: 0, max: frame[0] - INPUT_SIZE }),
        fc.integer({ min: 0, max: frame[1] - INPUT_SIZE }),
      ),
    }),
  );

const noise = ([width, height]: PictureSize, seed: number): Uint8Array =>
  Uint8Array.from({ length: width * height * 3 }, (_, i) => Math.imul(i + seed, 0x9e3779b1) >>> 24);

/** By the book: Keys, "Cubic convolution interpolation for digital image processing", 1981, with a = -1/2. */
const keys = (x: number): number => {
  const d = Math.abs(x);
  if (d < 1) return 1.5 * d ** 3 - 2.5 * d ** 2 + 1;
  return d < 2 ? -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2 : 0;
};

/** The value at a position of a row of `size` values, as a byte. */
function between(size: number, position: number, value: (at: number) => number): number {
  let sum = 0;
  for (let at = Math.floor(position) - 1; at <= Math.floor(position) + 2; at++)
    sum += keys(position - at) * value(Math.max(0, Math.min(size - 1, at)));
  return Math.max(0, Math.min(255, Math.round(sum)));
}

describe('a picture is enlarged', () => {
  it('by cubic interpolation across and then down; beyond its edges it goes on as they are', () => {
    fc.assert(
      fc.property(enlargements, fc.nat(), fc.nat(INPUT_BYTES - 1), ({ size, frame, corner }, seed, probe) => {
        const rgb = noise(size, seed);
        const input = enlargeInput(rgb, size, frame, corner);
        expect(input).toHaveLength(INPUT_BYTES);
        const last = INPUT_BYTES - 1;
        for (const index of [0, 2, INPUT_SIZE * 3 - 1, probe, (probe * 7) % last, last - 958, last]) {
          const pixel = Math.floor(index / 3);
          const at = (i: 0 | 1, offset: number): number => ((corner[i] + offset) * size[i]) / frame[i] - 0.5;
          const x = at(0, pixel % INPUT_SIZE);
          const y = at(1, Math.floor(pixel / INPUT_SIZE));
          const expected = between(size[1], y, (row) =>
            between(size[0], x, (column) => rgb[(row * size[0] + column) * 3 + (index % 3)] as number),
          );
          // Weights are whole numbers of 2^-14, and what is made across is rounded to bytes.
          expect(Math.abs((input[index] as number) - expected)).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  it('of one colour to that colour', () => {
    fc.assert(
      fc.property(enlargements, fc.nat(255), ({ size, frame, corner }, grey) => {
        const rgb = new Uint8Array(size[0] * size[1] * 3).fill(grey);
        const input = enlargeInput(rgb, size, frame, corner);
        expect(input.every((value) => value === grey)).toBe(true);
      }),
    );
  });

  it('in full whatever was enlarged before: nothing of that is left', () => {
    const size: PictureSize = [4, 4];
    const small = noise(size, 1);
    const first = enlargeInput(small, size, [320, 320], [0, 0]);
    enlargeInput(noise([639, 300], 2), [639, 300], [640, 320], [320, 0]);
    enlargeInput(noise([300, 639], 3), [300, 639], [320, 640], [0, 320]);
    expect(enlargeInput(small, size, [320, 320], [0, 0])).toEqual(first);
  });

  it.each<PictureSize>([
    [240, 180],
    [150, 150],
    [200, 96],
    [100, 300],
    [320, 201],
    [33, 20],
    [4, 5],
  ])('as libvips enlarges it: a photo of %i × %i', async (...size) => {
    for (const name of readdirSync(SAMPLES).filter((entry) => entry.endsWith('.jpg'))) {
      const rgb = await sharp(path.join(SAMPLES, name), { failOn: 'none' })
        .resize(...size, { fit: 'fill' })
        .removeAlpha()
        .raw()
        .toBuffer();
      const frame = frameOf(size);
      expect(canEnlarge(size, frame)).toBe(true);
      const byLibvips = await sharp(rgb, { raw: { width: size[0], height: size[1], channels: 3 } })
        .resize(...frame, { fit: 'fill' })
        .extract({
          left: Math.floor((frame[0] - INPUT_SIZE) / 2),
          top: Math.floor((frame[1] - INPUT_SIZE) / 2),
          width: INPUT_SIZE,
          height: INPUT_SIZE,
        })
        .raw()
        .toBuffer();
      const input = await inputOf({ rgb, working: size, size });
      // libvips places pixels at whole 64ths of a source pixel.
      expect(difference(input, byLibvips)).toBeLessThan(0.5);
    }
  });
});

describe('left to libvips is a picture', () => {
  it.each<[string, PictureSize, PictureSize]>([
    ['smaller than the four pixels that one is made of', [3, 300], [320, 634]],
    ['that is made smaller in one direction', [500, 100], [480, 320]],
    ['that has the size already', [320, 320], [320, 320]],
  ])('%s', async (_, size, frame) => {
    expect(canEnlarge(size, frame)).toBe(false);
    expect(await inputOf({ rgb: noise(size, 1), working: size, size })).toHaveLength(INPUT_BYTES);
  });
});
