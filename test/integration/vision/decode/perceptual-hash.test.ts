import { readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { closeDecoders } from '../../../../src/vision/decode/decode.ts';
import { lumaOf } from '../../../../src/vision/decode/luma.ts';
import { hashOfPicture, perceptualHash } from '../../../../src/vision/decode/perceptual-hash.ts';
import { FIXTURES, fixture, photoOf } from './fixture.ts';

afterAll(closeDecoders);

const bits = (hash: Uint8Array): string =>
  [...hash].map((byte) => byte.toString(2).padStart(8, '0')).join('');
const differing = (a: Uint8Array, b: Uint8Array): number =>
  [...bits(a)].filter((bit, i) => bit !== bits(b)[i]).length;
/** The hash of a picture of 32 × 32 pixels by its brightness at each place. */
const hashOf = (brightness: (x: number, y: number) => number): Uint8Array => {
  const rgb = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return brightness(pixel % 32, Math.floor(pixel / 32));
  });
  return perceptualHash(lumaOf(rgb, [32, 32]));
};
const plain = await photoOf(fixture('plain.png'));

describe('the perceptual hash', () => {
  it('has a bit for each frequency, row by row: one wave sets one bit', () => {
    const wave = (n: number, at: number): number => Math.cos((Math.PI * n * (2 * at + 1)) / 64);
    for (const [across, down] of [
      [1, 0],
      [0, 1],
      [3, 2],
      [7, 7],
    ] as const) {
      const hash = hashOf((x, y) => 128 + 100 * wave(across, x) * wave(down, y));
      expect(bits(hash).indexOf('1')).toBe(down * 8 + across);
      expect(bits(hash).lastIndexOf('1')).toBe(down * 8 + across);
    }
  });

  it.each([0, 1, 127, 255])('is only zeros where all is one colour: %i', (brightness) => {
    expect(hashOf(() => brightness)).toEqual(new Uint8Array(8));
  });

  it.each([
    'plain.jpg',
    'progressive.jpg',
    'display-p3.jpg',
    'grey.jpg',
    'plain.webp',
    'plain.avif',
    'plain.bmp',
    'palette.bmp',
    'plain.heic',
    'rotated.heic',
    'animated.gif',
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((i) => `orientation-${i}.jpg`),
  ])('is that of the same picture, upright, from %s', async (name) => {
    const { perceptualHash: hash } = await photoOf(fixture(name));
    expect(hash).toHaveLength(8);
    expect(differing(hash, plain.perceptualHash)).toBeLessThanOrEqual(4);
  });

  it('is another for the picture mirrored, turned or upside down', async () => {
    const whole = sharp(fixture('plain.png'));
    for (const other of [whole.clone().flop(), whole.clone().rotate(90), whole.clone().flip()])
      expect(
        differing(await hashOfPicture(await other.png().toBuffer()), plain.perceptualHash),
      ).toBeGreaterThan(20);
  });

  it('differs in many bits between different photos, in few between a photo and its thumbnail', async () => {
    const photos = await Promise.all(
      readdirSync(path.join(FIXTURES, 'real')).map((name) => photoOf(fixture(path.join('real', name)))),
    );
    for (const [i, a] of photos.entries()) {
      expect(differing(await hashOfPicture(a.thumbnail), a.perceptualHash)).toBeLessThanOrEqual(6);
      for (const b of photos.slice(0, i))
        expect(differing(a.perceptualHash, b.perceptualHash)).toBeGreaterThan(16);
    }
  });

  it('of an encoded picture does not need colours, and sees what is transparent as white', async () => {
    const grey = await hashOfPicture(fixture('grey.png'));
    expect(differing(grey, plain.perceptualHash)).toBeLessThanOrEqual(4);
    const { perceptualHash: alpha } = await photoOf(fixture('alpha.png'));
    expect(differing(await hashOfPicture(fixture('alpha.png')), alpha)).toBeLessThanOrEqual(4);
  });

  it('of bytes that are no picture is an error', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('no picture')])
      await expect(hashOfPicture(bytes)).rejects.toThrow();
  });
});
