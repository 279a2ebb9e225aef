import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, it } from 'vitest';
import { sizeOfPlainJpeg } from '../../../../src/vision/decode/plain-jpeg-size.ts';
import { ROOT } from '../../../support/paths.ts';

const grey = { create: { width: 70, height: 30, channels: 3, background: '#777' } } as const;
const made = (): Sharp => sharp(grey).jpeg();
const fixture = (name: string): Buffer => readFileSync(path.join(ROOT, 'test', 'fixtures', 'decode', name));

/** A segment behind the first two bytes. */
const withSegment = (jpeg: Buffer, marker: number, content: string): Buffer => {
  const head = Buffer.from([0xff, marker, 0, content.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(content), jpeg.subarray(2)]);
};

it('a baseline JPEG in colours has its size, with a comment and with the stray bytes that libjpeg passes over', async () => {
  const jpeg = await made().toBuffer();
  expect(sizeOfPlainJpeg(jpeg)).toEqual([70, 30]);
  expect(sizeOfPlainJpeg(withSegment(jpeg, 0xfe, 'a comment'))).toEqual([70, 30]);
  expect(
    sizeOfPlainJpeg(Buffer.concat([jpeg.subarray(0, 2), Buffer.from('stray'), jpeg.subarray(2)])),
  ).toEqual([70, 30]);
});

it.each<[string, () => Promise<Buffer> | Buffer]>([
  ['EXIF', () => made().withMetadata({ orientation: 6 }).toBuffer()],
  ['a profile', () => made().withIccProfile('p3').toBuffer()],
  ['a segment of Adobe', async () => withSegment(await made().toBuffer(), 0xee, 'Adobe')],
  ['scans', () => made().jpeg({ progressive: true }).toBuffer()],
  ['one grey', () => made().toColourspace('b-w').toBuffer()],
  ['four colours', () => fixture('cmyk.jpg')],
  ['no pixels', async () => (await made().toBuffer()).subarray(0, 150)],
  [
    'no height, which follows the pixels',
    async () => {
      const jpeg = Buffer.from(await made().toBuffer());
      const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
      jpeg.writeUInt16BE(0, frame + 5);
      return jpeg;
    },
  ],
  [
    'two frames',
    async () => {
      const jpeg = await made().toBuffer();
      const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
      const copy = jpeg.subarray(frame, frame + 19);
      return Buffer.concat([jpeg.subarray(0, frame), copy, jpeg.subarray(frame)]);
    },
  ],
  ['the head of another format', () => fixture('plain.png')],
])('a JPEG with %s is none whose head is known', async (_, file) => {
  expect(sizeOfPlainJpeg(await file())).toBeNull();
});
