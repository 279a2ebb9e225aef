import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecodedPhoto } from '../../../../src/domain/photo.ts';
import type { Problem } from '../../../../src/domain/problem.ts';
import { closeDecoders, decode, decodeForDisplay } from '../../../../src/vision/decode/decode.ts';
import { DEFAULT_LIMITS } from '../../../../src/vision/decode/decode-limits.ts';
import { rounds } from '../../../support/rounds.ts';
import { difference, fixture, photoOf } from './fixture.ts';

const problemOf = async (bytes: Buffer, limits = DEFAULT_LIMITS): Promise<Problem | DecodedPhoto> =>
  decode({ bytes, name: 'x.jpg', mtime: 0 }, { limits });

let plain: DecodedPhoto;
beforeAll(async () => {
  plain = await photoOf(fixture('plain.png'));
});
afterAll(closeDecoders);

describe('a photo of every format is decoded to the same picture', () => {
  // The most that lossy coding changes it by; a wrong orientation or colour changes it by 20 and more.
  it.each([
    ['plain.jpg', 'jpeg', 3],
    ['progressive.jpg', 'jpeg', 3],
    ['display-p3.jpg', 'jpeg', 4],
    ['deep.png', 'png', 0.1],
    ['animated.png', 'png', 0.1],
    ['plain.webp', 'webp', 3],
    ['animated.webp', 'webp', 3],
    ['animated.gif', 'gif', 7],
    ['plain.tif', 'tiff', 0.1],
    ['pages.tif', 'tiff', 0.1],
    ['plain.avif', 'avif', 3],
    ['plain.bmp', 'bmp', 0.1],
    ['palette.bmp', 'bmp', 7],
    ['plain.jxl', 'jxl', 3],
    ['plain.heic', 'heic', 3],
    ['ten-bit.heic', 'heic', 3],
    ['grid.heic', 'heic', 3],
    ['rotated.heic', 'heic', 3],
    ['display-p3.heic', 'heic', 4],
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((i) => [`orientation-${i}.jpg`, 'jpeg', 4] as const),
  ] as const)('%s', async (name, format, most) => {
    const photo = await photoOf(fixture(name));
    expect(photo).toMatchObject({ format, width: 240, height: 160, warning: null });
    expect(photo.input).toHaveLength(320 * 320 * 3);
    expect(difference(photo.input, plain.input)).toBeLessThan(most);
    const { data, info } = await sharp(photo.thumbnail).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 240, height: 160, channels: 3 });
    expect(difference(data, await sharp(plain.thumbnail).raw().toBuffer())).toBeLessThan(most + 2);
  });

  it.each(['grey.jpg', 'grey.png', 'bilevel.png'])(
    '%s is grey, with the brightness of the colours',
    async (name) => {
      const { input } = await photoOf(fixture(name));
      let brightness = 0;
      for (let i = 0; i < input.length; i += 3) {
        expect(input[i] === input[i + 1] && input[i] === input[i + 2]).toBe(true);
        const [r = 0, g = 0, b = 0] = plain.input.subarray(i, i + 3);
        brightness += (input[i] ?? 0) - (0.299 * r + 0.587 * g + 0.114 * b);
      }
      expect(Math.abs((brightness * 3) / input.length)).toBeLessThan(2);
    },
  );

  it('CMYK is not inverted', async () => {
    expect(difference((await photoOf(fixture('cmyk.jpg'))).input, plain.input)).toBeLessThan(30);
  });

  it.each(['alpha.png', 'alpha.heic'])(
    'what is transparent in %s is white, the rest as it is',
    async (name) => {
      const { input } = await photoOf(fixture(name));
      const at = (x: number, y: number): number[] => [
        ...input.subarray((y * 320 + x) * 3, (y * 320 + x) * 3 + 3),
      ];
      expect(at(40, 160).every((value) => value > 250)).toBe(true);
      const right = (picture: Uint8Array): Uint8Array =>
        picture.filter((_, i) => Math.floor(i / 3) % 320 > 180);
      expect(difference(right(input), right(plain.input))).toBeLessThan(4);
    },
  );
});

describe('the size of what is made', () => {
  const blank = (width: number, height: number): Promise<Buffer> =>
    sharp({ create: { width, height, channels: 3, background: '#28c' } })
      .jpeg()
      .toBuffer();

  it.each([
    [4000, 3000, 512, 384],
    [100, 80, 100, 80],
    [1, 3000, 1, 512],
    [3000, 1, 512, 1],
    [1, 1, 1, 1],
    [12000, 800, 512, 34],
  ])(
    '%i × %i gives a whole view and a thumbnail of %i × %i',
    async (width, height, thumbWidth, thumbHeight) => {
      const { input, thumbnail, ...photo } = await photoOf(await blank(width, height));
      expect(photo).toMatchObject({ width, height, warning: null });
      expect(input).toHaveLength(320 * 320 * 3);
      expect(await sharp(thumbnail).metadata()).toMatchObject({
        width: thumbWidth,
        height: thumbHeight,
        format: 'jpeg',
      });
    },
  );

  it('the view is the centre of the middle shape, without keeping the aspect', async () => {
    // 900 × 300: the centre 600 wide is seen; a mark at its left edge, none outside.
    const bytes = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#000' } })
      .composite([
        {
          input: { create: { width: 300, height: 300, channels: 3, background: '#fff' } },
          left: 150,
          top: 0,
        },
      ])
      .png()
      .toBuffer();
    const { input } = await photoOf(bytes);
    const row = Array.from({ length: 320 }, (_, x) => (input[(100 * 320 + x) * 3] ?? 0) > 128);
    expect(row.lastIndexOf(true)).toBeGreaterThan(157);
    expect(row.lastIndexOf(true)).toBeLessThan(162);
    expect(row[1]).toBe(true);
  });

  it('the thumbnail carries nothing but pixels', async () => {
    const { exif, icc, xmp } = await sharp(
      (await photoOf(fixture('orientation-6.jpg'))).thumbnail,
    ).metadata();
    expect([exif, icc, xmp]).toEqual([undefined, undefined, undefined]);
  });
});

describe('a slightly damaged file is decoded with a warning', () => {
  it.each(['truncated.jpg', 'crc-error.png'])('%s', async (name) => {
    const photo = await photoOf(fixture(name));
    expect(photo).toMatchObject({ width: 240, height: 160, warning: expect.stringMatching(/\S/) });
    const upperThird = (input: Uint8Array): Uint8Array => input.subarray(0, input.length / 3);
    expect(difference(upperThird(photo.input), upperThird(plain.input))).toBeLessThan(4);
  });

  it('bytes behind the end are no damage', async () => {
    const bytes = Buffer.concat([fixture('plain.jpg'), Buffer.alloc(5000, 'behind'), fixture('plain.jpg')]);
    expect((await photoOf(bytes)).warning).toBeNull();
  });

  it('bytes between the segments of a JPEG header are no damage', async () => {
    const jpeg = fixture('plain.jpg');
    const bytes = Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(16, 0x20), jpeg.subarray(20)]);
    expect((await photoOf(bytes)).warning).toBeNull();
  });

  it('metadata is looked for in the first megabyte of a JPEG, however its header goes on', async () => {
    const exif = { IFD0: { Make: 'Kodak', Model: 'DC50' } };
    const jpeg = await sharp(fixture('plain.png')).withExif(exif).jpeg().toBuffer();
    const filler = Buffer.alloc(65_535);
    filler.writeUInt32BE(0xff_e2_ff_fd);
    const padded = (segments: number): Buffer =>
      Buffer.concat([jpeg.subarray(0, 2), ...Array<Buffer>(segments).fill(filler), jpeg.subarray(2)]);
    expect((await photoOf(padded(2))).metadata.camera).toContain('DC50');
    expect((await photoOf(padded(17))).metadata.camera).toBeUndefined();
  });

  it('the same words come back when damaged and whole files are decoded at once', async () => {
    const names = ['truncated.jpg', 'plain.jpg', 'crc-error.png', 'plain.tif', 'truncated.jpg', 'plain.webp'];
    const warnings = await Promise.all(
      [...names, ...names, ...names].map(async (name) => (await photoOf(fixture(name))).warning),
    );
    const one = await Promise.all(names.map(() => null));
    for (const [i, name] of names.entries()) one[i] = (await photoOf(fixture(name))).warning as null;
    expect(warnings).toEqual([...one, ...one, ...one]);
  });
});

describe('what is no photo is a problem with a reason', () => {
  const png = fixture('plain.png');
  const gif = Buffer.from('GIF89a\xff\xff\xff\xff\xf7\0\0', 'latin1');
  const withSize = (bytes: Buffer, at: number, ...sides: [number, number]): Buffer => {
    const copy = Buffer.from(bytes);
    copy.writeUInt32BE(sides[0], at);
    copy.writeUInt32BE(sides[1], at + 4);
    return copy;
  };
  const bmp = fixture('plain.bmp');
  const hugeBmp = Buffer.from(bmp);
  hugeBmp.writeInt32LE(0x7fffffff, 18);
  const heic = fixture('plain.heic');
  it.each([
    ['no bytes', Buffer.alloc(0), 'empty'],
    ['a text', Buffer.from('Dear diary,\n'), 'not-an-image'],
    ['a page named as a picture', Buffer.from('<!doctype html><title>404</title>'), 'not-an-image'],
    ['zeros', Buffer.alloc(4096), 'not-an-image'],
    ['a start of a JPEG alone', Buffer.from([0xff, 0xd8, 0xff]), 'damaged'],
    ['a PNG cut within its header', png.subarray(0, 20), 'damaged'],
    ['a PNG of 30,000 × 30,000', withSize(png, 16, 30_000, 30_000), 'too-large'],
    [
      'a GIF of 65,535 × 65,535',
      Buffer.concat([gif, Buffer.alloc(3 * 256), Buffer.from(';')]),
      /^(damaged|too-large)$/,
    ],
    ['a bitmap that claims 2,147,483,647 columns', hugeBmp, 'too-large'],
    ['a bitmap cut within its header', bmp.subarray(0, 20), 'damaged'],
    ['a HEIC without its pixels', heic.subarray(0, 600), 'damaged'],
    ['a HEIC of nothing', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'damaged'],
    ['Photoshop', Buffer.from('8BPS\0\x01'), 'unsupported'],
    ['a film', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isom', 'latin1'), 'video'],
  ])('%s', async (_, bytes, kind) => {
    const problem = await problemOf(bytes);
    expect(problem).toEqual({
      kind: expect.stringMatching(kind),
      detail: expect.stringMatching(/^[^\p{Cc}]{3,300}$/u),
    });
  });

  it('a file above the limits is named with its size', async () => {
    const limits = { ...DEFAULT_LIMITS, maxPixels: 10_000 };
    for (const name of ['plain.jpg', 'plain.heic', 'plain.bmp', 'plain.avif', 'animated.gif'])
      expect(await problemOf(fixture(name), limits)).toEqual({
        kind: 'too-large',
        detail: expect.stringContaining('"width":240,"height":160'),
      });
    expect(await problemOf(fixture('plain.jpg'), { ...DEFAULT_LIMITS, maxBytes: 100 })).toMatchObject({
      kind: 'too-large',
    });
  });

  it('past the time limit it is too slow, and the next photo is decoded', async () => {
    const limits = { ...DEFAULT_LIMITS, timeLimit: 1 };
    const large = await sharp({ create: { width: 6000, height: 6000, channels: 3, background: '#a51' } })
      .png()
      .toBuffer();
    expect(await problemOf(large, limits)).toMatchObject({ kind: 'too-slow' });
    // A small picture may be decoded within a millisecond, but not before its thread has started.
    await closeDecoders();
    expect(await problemOf(fixture('plain.heic'), limits)).toMatchObject({ kind: 'too-slow' });
    expect(await problemOf(fixture('plain.heic'))).toMatchObject({ format: 'heic', warning: null });
  });
});

describe('aborting', () => {
  it('ends a decode at once with the reason of the signal', async () => {
    const reason = new Error('enough');
    await expect(photoOf(fixture('plain.jpg'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    for (const name of ['plain.heic', 'plain.jpg']) {
      const control = new AbortController();
      const decoding = photoOf(fixture(name), { signal: control.signal });
      control.abort(reason);
      await expect(decoding).rejects.toBe(reason);
    }
    expect((await photoOf(fixture('plain.heic'))).warning).toBeNull();
  });
});

describe('a photo for the viewer', () => {
  it('is an upright JPEG of the whole picture', async () => {
    for (const name of ['rotated.heic', 'plain.tif', 'orientation-8.jpg']) {
      const jpeg = await decodeForDisplay(fixture(name));
      expect(await sharp(jpeg ?? Buffer.alloc(0)).metadata()).toMatchObject({
        format: 'jpeg',
        width: 240,
        height: 160,
      });
    }
    expect(await decodeForDisplay(Buffer.from('no picture'))).toBeNull();
  });
});

/** Rounds of a few files each, until the heaps of all threads have the size that they keep. */
const WARM_ROUNDS = rounds(100, 400);
/** Rounds that are compared: the first fifth with the last. */
const ROUNDS = rounds(100, 250);

it('many decodes leave the memory as it was', { timeout: 300_000 }, async () => {
  const names = [
    'plain.jpg',
    'orientation-6.jpg',
    'plain.png',
    'plain.webp',
    'truncated.jpg',
    'plain.heic',
    'plain.bmp',
    'plain.tif',
  ];
  const files = names.map(fixture);
  const resident: number[] = [];
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round += 1) {
    await Promise.all(files.map((bytes) => decode({ bytes, name: 'x', mtime: 0 })));
    if (round >= WARM_ROUNDS) resident.push(process.memoryUsage.rss() / 2 ** 20);
  }
  // Keeping one thumbnail of each would be more in the long version, keeping one picture in the short.
  const median = (values: number[]): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  expect(median(resident.slice(-ROUNDS / 5)) - median(resident.slice(0, ROUNDS / 5))).toBeLessThan(80);
});
