import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { closeDecoders, decode } from '../../../../src/vision/decode/decode.ts';
import { CASES, HAS_CASES, HAS_PHOTOS, PHOTOS } from '../../../support/paths.ts';
import { difference, photoOf } from './fixture.ts';

const withoutCases = HAS_CASES ? '' : ' (skipped: ../shared/cases is not there)';
const withoutPhotos = HAS_PHOTOS ? '' : ' (skipped: ../shared/photos is not there)';
const caseOf = (name: string): Buffer => readFileSync(path.join(CASES, name));
const torture = (name: string): Buffer =>
  execFileSync('tar', ['xOf', path.join(PHOTOS, 'torture.tar'), name], { maxBuffer: 2 ** 26 });
afterAll(closeDecoders);

describe.skipIf(!HAS_CASES)(`unusual files${withoutCases}`, () => {
  it('a film named .HEIC states that it is a film', async () => {
    expect(await decode({ bytes: caseOf('IMG_2000.HEIC'), name: 'IMG_2000.HEIC', mtime: 0 })).toMatchObject({
      kind: 'video',
    });
  });

  it('an animated AVIF is its first picture', async () => {
    const photo = await photoOf(caseOf('anim.avif'));
    expect(photo).toMatchObject({ format: 'avif', width: 240, height: 160, warning: null });
    // Not of one colour.
    const sorted = photo.input.toSorted();
    expect((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)).toBeGreaterThan(200);
  });

  it('an AVIF of high dynamic range is toned: the same values mean more light', async () => {
    const bytes = Buffer.from(caseOf('anim.avif'));
    const plain = await photoOf(bytes);
    const at = bytes.indexOf('colrnclx');
    // Primaries of BT.2020, and the curve of PQ.
    bytes.writeUInt16BE(9, at + 8);
    bytes.writeUInt16BE(16, at + 10);
    const toned = await photoOf(bytes);
    expect(toned).toMatchObject({ width: 240, height: 160, warning: null });
    expect(difference(toned.input, plain.input)).toBeGreaterThan(10);
  });

  it('a scan of 336 million pixels is decoded row by row, in little memory', async () => {
    const before = process.memoryUsage().rss;
    expect(await photoOf(caseOf('scan-24000x14000.png'))).toMatchObject({
      format: 'png',
      width: 24_000,
      height: 14_000,
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
  });
});

it('a JPEG of 320 million pixels is decoded to size, and a progressive one is refused', async () => {
  const wide = sharp({
    create: { width: 40_000, height: 8_000, channels: 3, background: '#378' },
    limitInputPixels: false,
  });
  const bytes = await wide.jpeg({ quality: 5 }).toBuffer();
  expect(await photoOf(bytes)).toMatchObject({ width: 40_000, height: 8_000, warning: null });
  // The frame of a progressive JPEG, whose rows are known only at its end.
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt8(0xc2, frame + 1);
  expect(await decode({ bytes, name: 'x.jpg', mtime: 0 })).toMatchObject({ kind: 'too-large' });
}, 60_000);

it.skipIf(!HAS_PHOTOS)(`a TIFF in CIELab is the picture that it is in RGB${withoutPhotos}`, async () => {
  const [lab, rgb] = [
    await photoOf(torture('pillow/hopper.Lab.tif')),
    await photoOf(torture('pillow/hopper.tif')),
  ];
  expect(lab).toMatchObject({ format: 'tiff', width: 128, height: 128, warning: null });
  expect(difference(lab.input, rgb.input)).toBeLessThan(6);
});

it.skipIf(!HAS_PHOTOS)(`a TIFF of floating point is neither black nor white${withoutPhotos}`, async () => {
  for (const name of ['rgb32f_bw', 'rgb32f_color']) {
    const { input } = await photoOf(torture(`image-rs/images/tiff/testsuite/${name}.tiff`));
    const mean = input.reduce((sum, value) => sum + value, 0) / input.length;
    expect(mean).toBeGreaterThan(60);
    expect(mean).toBeLessThan(200);
  }
});
