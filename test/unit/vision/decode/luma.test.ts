import { expect, it } from 'vitest';
import { lumaOf } from '../../../../src/vision/decode/luma.ts';
import fc from '../../../support/properties.ts';

/** One pixel after the other, in whole numbers. */
const plain = (rgb: Uint8Array): number[] =>
  Array.from({ length: rgb.length / 3 }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0] = rgb.subarray(3 * pixel);
    return (77 * red + 150 * green + 29 * blue + 128) >> 8;
  });

it('the luma of any picture is that of each of its pixels', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(),
      (width, height, seed) => {
        const rgb = Uint8Array.from(
          { length: 3 * width * height },
          (_, i) => Math.imul(i + seed, 0x9e3779b1) >>> 24,
        );
        const luma = lumaOf(rgb, [width, height]);
        expect([luma.width, luma.height]).toEqual([width, height]);
        expect([...luma.values]).toEqual(plain(rgb));
      },
    ),
  );
});

it('of a picture that the kernel takes in parts too, and of black and white', () => {
  const rgb = Uint8Array.from({ length: 3 * 301 * 399 }, (_, i) => (i * i) >> 3);
  expect(Buffer.compare(lumaOf(rgb, [301, 399]).values, Uint8Array.from(plain(rgb)))).toBe(0);
  expect(lumaOf(Uint8Array.of(0, 0, 0, 255, 255, 255), [2, 1]).values).toEqual(Uint8Array.of(0, 255));
});
