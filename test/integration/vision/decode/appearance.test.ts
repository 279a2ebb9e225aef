import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import {
  APPEARANCE,
  APPEARANCE_SIZE,
  CELLS,
  isAppearance,
  NAMED_COLOURS,
} from '../../../../src/domain/appearance.ts';
import { appearanceOf, appearanceOfThumbnail } from '../../../../src/vision/decode/appearance.ts';
import type { PictureSize } from '../../../../src/vision/decode/check-size.ts';
import { closeDecoders } from '../../../../src/vision/decode/decode.ts';
import { lumaOf } from '../../../../src/vision/decode/luma.ts';
import { MODELS } from '../../../support/paths.ts';
import { photoOf } from './fixture.ts';

afterAll(closeDecoders);

const SAMPLES = ['autumn', 'beach', 'bus', 'dog', 'house', 'lighthouse', 'parrots', 'railway', 'winter'];
const sample = (name: string): Buffer => readFileSync(path.join(MODELS, 'samples', `${name}.jpg`));
const open = (name: string) => sharp(sample(name), { failOn: 'none' });

/** Names of the first and the second colour of each cell. */
const coloursOf = (appearance: Uint8Array): [string | null, string | null][] =>
  [...appearance.subarray(APPEARANCE.colours, APPEARANCE.colours + CELLS)].map((byte) => [
    NAMED_COLOURS[(byte >> 4) - 1] ?? null,
    NAMED_COLOURS[(byte & 15) - 1] ?? null,
  ]);
const ofPixels = (rgb: Uint8Array, size: PictureSize): Uint8Array => appearanceOf(rgb, lumaOf(rgb, size));
/** Of a picture by the colour at each place, 0 to 1 each way. */
const made = (colour: (x: number, y: number) => readonly [number, number, number], side = 64): Uint8Array =>
  ofPixels(
    Uint8Array.from({ length: side * side * 3 }, (_, i) => {
      const pixel = Math.floor(i / 3);
      return colour((pixel % side) / side, Math.floor(pixel / side) / side)[i % 3] as number;
    }),
    [side, side],
  );
const [RED, BLUE, WHITE] = [
  [220, 20, 20],
  [30, 60, 200],
  [255, 255, 255],
] as const;

describe('an appearance', () => {
  it('has the most common colour of each cell, row by row', () => {
    const colours = coloursOf(made((x, y) => (x >= 0.5 && y < 0.25 ? RED : BLUE)));
    expect(colours.map(([first]) => first)).toEqual([
      'blue',
      'blue',
      'red',
      'red',
      ...Array.from({ length: 12 }, () => 'blue'),
    ]);
    expect(colours.map(([, second]) => second)).toEqual(Array.from({ length: CELLS }, () => null));
  });

  it('has a second colour only where it fills a quarter of the cell', () => {
    const striped = (part: number) => coloursOf(made((x) => ((x * 4) % 1 < part ? RED : WHITE)))[5];
    expect(striped(0.15)).toEqual(['white', null]);
    expect(striped(0.3)).toEqual(['white', 'red']);
    expect(striped(0.9)).toEqual(['red', null]);
  });

  it.each([1, 2, 3, 5])('of a picture of %i pixels a side is one too', (side) => {
    const appearance = made(() => RED, side);
    expect(isAppearance(appearance)).toBe(true);
    expect(coloursOf(appearance)[0]).toEqual(['red', null]);
  });

  it('of a grey picture has no tint and no colour', async () => {
    for (const name of SAMPLES) {
      const appearance = await appearanceOfThumbnail(
        await open(name).resize(512, 512, { fit: 'inside' }).greyscale().jpeg().toBuffer(),
      );
      expect(appearance[APPEARANCE.tint], name).toBe(0);
      expect(appearance[APPEARANCE.colourfulness], name).toBe(0);
    }
  });

  it('tells a sepia print from a photo in muted colours', async () => {
    const SEPIA = [
      [0.393, 0.769, 0.189],
      [0.349, 0.686, 0.168],
      [0.272, 0.534, 0.131],
    ] as const;
    for (const name of SAMPLES) {
      const small = open(name).resize(512, 512, { fit: 'inside' });
      const sepia = sharp(
        await small.clone().greyscale().toColourspace('srgb').linear(0.7, 0).png().toBuffer(),
      )
        .toColourspace('srgb')
        .recomb(SEPIA.map((row) => [...row]) as never);
      const print = await appearanceOfThumbnail(await sepia.jpeg({ quality: 80 }).toBuffer());
      const muted = await appearanceOfThumbnail(
        await small.clone().modulate({ saturation: 0.6 }).jpeg({ quality: 80 }).toBuffer(),
      );
      expect(print[APPEARANCE.tint], name).toBeLessThanOrEqual(9);
      expect(muted[APPEARANCE.tint], name).toBeGreaterThan(9);
    }
  });

  it('is less sharp the more a picture is blurred, and of sharp pictures far sharper than of blurred ones', async () => {
    for (const name of SAMPLES) {
      const small = await open(name).resize(512, 512, { fit: 'inside' }).png().toBuffer();
      const sharpness = async (sigma: number): Promise<number> => {
        const blurred = sigma === 0 ? sharp(small) : sharp(small).blur(sigma);
        return (
          (await appearanceOfThumbnail(await blurred.jpeg({ quality: 80 }).toBuffer()))[
            APPEARANCE.sharpness
          ] ?? 0
        );
      };
      const [none, slight, strong] = [await sharpness(0), await sharpness(1.5), await sharpness(4)];
      expect(none, name).toBeGreaterThan(150);
      expect(slight, name).toBeLessThan(none);
      expect(strong, name).toBeLessThan(Math.min(110, slight));
    }
  });

  it('is nearly the same for the same picture in other sizes, formats and qualities', async () => {
    for (const name of SAMPLES) {
      const original = await photoOf(sample(name));
      const whole = await open(name).autoOrient().png().toBuffer();
      for (const copy of [
        await sharp(whole).resize(700, 700, { fit: 'inside' }).jpeg({ quality: 60 }).toBuffer(),
        await sharp(whole).resize(600, 600, { fit: 'inside' }).webp({ quality: 90 }).toBuffer(),
      ]) {
        const { appearance } = await photoOf(copy);
        const [first, other] = [coloursOf(original.appearance), coloursOf(appearance)];
        const same = first.filter(([colour], cell) => other[cell]?.includes(colour) === true);
        expect(same.length, name).toBeGreaterThanOrEqual(CELLS - 1);
        for (const [at, most] of [
          [APPEARANCE.brightness, 3],
          [APPEARANCE.colourfulness, 5],
          [APPEARANCE.tint, 12],
          [APPEARANCE.sharpness, 30],
        ] as const)
          expect(
            Math.abs((original.appearance[at] ?? 0) - (appearance[at] ?? 0)),
            `${name} ${at}`,
          ).toBeLessThanOrEqual(most);
      }
    }
  });

  it('of a photo is nearly that of its thumbnail, from which older libraries get theirs', async () => {
    for (const name of SAMPLES) {
      const { appearance, thumbnail } = await photoOf(sample(name));
      const ofThumbnail = await appearanceOfThumbnail(thumbnail);
      expect(appearance).toHaveLength(APPEARANCE_SIZE);
      const [first, other] = [coloursOf(appearance), coloursOf(ofThumbnail)];
      const same = first.filter(([colour], cell) => other[cell]?.includes(colour) === true);
      expect(same.length, name).toBeGreaterThanOrEqual(CELLS - 1);
      for (const [at, most] of [
        [APPEARANCE.brightness, 1],
        [APPEARANCE.colourfulness, 3],
        [APPEARANCE.tint, 12],
        [APPEARANCE.sharpness, 12],
      ] as const)
        expect(Math.abs((appearance[at] ?? 0) - (ofThumbnail[at] ?? 0)), `${name} ${at}`).toBeLessThanOrEqual(
          most,
        );
    }
  });

  it('of bytes that are not a picture is an error', async () => {
    await expect(appearanceOfThumbnail(Buffer.from('no picture'))).rejects.toThrow();
  });
});
