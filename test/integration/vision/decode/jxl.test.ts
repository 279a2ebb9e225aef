import { brotliCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { closeDecoders, decode } from '../../../../src/vision/decode/decode.ts';
import { MADE_XMP, madeExif } from '../../../support/made-raw.ts';
import { difference, fixture, photoOf } from './fixture.ts';

const stream = fixture('plain.jxl');
afterAll(closeDecoders);

const box = (type: string, ...content: readonly Uint8Array[]): Buffer => {
  const bytes = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, bytes]);
};
/** A file as programs write it: boxes, the codestream among them, whole or in parts. */
const container = (...boxes: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('\0\0\0\x0cJXL \r\n\x87\n', 'latin1'),
    box('ftyp', Buffer.from('jxl \0\0\0\0jxl ', 'latin1')),
    ...boxes,
  ]);
const part = (number: number, isLast: boolean, bytes: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE((isLast ? 2 ** 31 : 0) + number);
  return box('jxlp', head, bytes);
};
const exif = Buffer.concat([Buffer.alloc(4), madeExif('Made', 'Made JXL')]);
const xmp = Buffer.from(MADE_XMP);
const compressed = (type: string, content: Buffer): Buffer =>
  box('brob', Buffer.from(type, 'latin1'), brotliCompressSync(content));
const whole = {
  camera: 'Made JXL',
  lens: 'Made 24-70mm F2.8',
  takenAt: { local: '2019-07-12T16:54:27' },
  location: { latitude: expect.closeTo(48.8583, 4) },
  rating: 5,
};

describe('a JPEG XL file', () => {
  it('in parts is the picture of its codestream', async () => {
    const parts = [part(0, false, stream.subarray(0, 4000)), part(1, true, stream.subarray(4000))];
    const [bare, inParts] = [await photoOf(stream), await photoOf(container(...parts))];
    expect(inParts).toMatchObject({ format: 'jxl', width: 240, height: 160 });
    expect(difference(inParts.input, bare.input)).toBe(0);
  });

  it.each([
    ['in plain boxes', [box('Exif', exif), box('xml ', xmp)]],
    ['in compressed boxes', [compressed('Exif', exif), compressed('xml ', xmp)]],
  ])('has EXIF and XMP %s', async (_, boxes) => {
    const before = await photoOf(container(...boxes, box('jxlc', stream)));
    const behind = await photoOf(container(box('jxlc', stream), ...boxes));
    expect(before.metadata).toMatchObject(whole);
    expect(behind.metadata).toMatchObject(whole);
  });

  it('with a box that would grow beyond any limit is a photo without what that box says', async () => {
    const bomb = compressed('xml ', Buffer.alloc(64 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(10_000);
    const { metadata } = await photoOf(container(box('Exif', exif), bomb, box('jxlc', stream)));
    expect(metadata).toMatchObject({ camera: 'Made JXL' });
    expect(metadata.rating).toBeUndefined();
  });

  it('cut, empty, or with boxes that lie about their size is a problem', async () => {
    const lying = container(box('Exif', exif), box('jxlc', stream));
    lying.writeUInt32BE(0x7fffffff, 12 + 20);
    for (const bytes of [stream.subarray(0, 900), stream.subarray(0, 3), container(), lying])
      expect(await decode({ bytes: Buffer.from(bytes), name: 'a.jxl', mtime: 0 })).toMatchObject({
        kind: 'damaged',
      });
  });

  it('that claims more pixels than its decoder can hold is refused by its header', async () => {
    // Sides of 30 bits: 16,384 × 16,384, with a ratio of 1.
    const size = 16_384 - 1;
    const bits = (3n << 1n) | (BigInt(size) << 3n) | (1n << 33n);
    const header = Buffer.from([
      0xff,
      0x0a,
      ...Array.from({ length: 6 }, (_, i) => Number((bits >> BigInt(i * 8)) & 255n)),
    ]);
    const bytes = Buffer.concat([header, Buffer.alloc(100)]);
    expect(await decode({ bytes, name: 'a.jxl', mtime: 0 })).toEqual({
      kind: 'too-large',
      detail: expect.stringContaining('"width":16384,"height":16384'),
    });
  });
});
