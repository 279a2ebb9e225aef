import { readFileSync } from 'node:fs';
import path from 'node:path';
import ExifReader from 'exifreader';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeForDisplay } from '../../../../src/vision/decode/decode.ts';
import { withoutMetadata } from '../../../../src/vision/decode/without-metadata.ts';
import { ROOT } from '../../../support/paths.ts';

const PLACE = 'Secret Village';
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="${PLACE}"/></rdf:RDF></x:xmpmeta>`;

/** A picture with a camera, a caption, a place in EXIF and in XMP, a colour profile, and lying on its side. */
const photo = (format: 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff' | 'gif'): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#c04020' } })
    .withIccProfile('p3')
    .withExifMerge({
      IFD0: { Make: 'Maker', Model: 'Model 7', ImageDescription: 'a caption' },
      IFD2: { DateTimeOriginal: '2019:06:15 12:30:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 7777/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '7/1 12/1 8888/100',
      },
    })
    .withXmp(XMP)
    .withMetadata({ orientation: 6 })
    .toFormat(format, { lossless: format === 'webp' })
    .toBuffer();

/** The fractions of the seconds of the place, in either byte order. */
const hasPlace = (bytes: Buffer): boolean =>
  [7777, 8888].some((value) =>
    [true, false].some((isLittle) => {
      const rational = Buffer.alloc(8);
      for (const [at, number] of [value, 100].entries())
        if (isLittle) rational.writeUInt32LE(number, at * 4);
        else rational.writeUInt32BE(number, at * 4);
      return bytes.includes(rational);
    }),
  );
const pixelsOf = (bytes: Buffer): Promise<Buffer> => sharp(bytes).autoOrient().raw().toBuffer();
const made = (bytes: Buffer, what: 'no-place' | 'none'): Buffer => {
  const without = withoutMetadata(bytes, what);
  if (without === null) throw new Error('its metadata stays');
  return without;
};

describe.each(['jpeg', 'png', 'webp', 'avif'] as const)('of a picture in %s', (format) => {
  it('the place goes from every byte; pixels, colours, orientation, camera, caption and date stay', async () => {
    const before = await photo(format);
    expect(hasPlace(before)).toBe(true);
    const after = made(before, 'no-place');
    expect(hasPlace(after)).toBe(false);
    expect(after.includes(PLACE)).toBe(false);
    const { exif, gps } = ExifReader.load(after, { expanded: true });
    expect(gps).toBeUndefined();
    expect(exif?.Model?.description).toBe('Model 7');
    expect(exif?.ImageDescription?.description).toBe('a caption');
    expect(exif?.DateTimeOriginal?.description).toBe('2019:06:15 12:30:00');
    expect(await pixelsOf(after)).toEqual(await pixelsOf(before));
    const [was, is] = [await sharp(before).metadata(), await sharp(after).metadata()];
    expect(is.orientation).toBe(was.orientation);
    expect(is.icc).toEqual(was.icc);
  });

  it('all goes but what it needs to look the same', async () => {
    const before = await photo(format);
    const after = made(before, 'none');
    for (const text of ['Model 7', 'Maker', 'a caption', '2019:06', PLACE])
      expect([text, after.includes(text)]).toEqual([text, false]);
    expect(hasPlace(after)).toBe(false);
    expect(await pixelsOf(after)).toEqual(await pixelsOf(before));
    expect((await sharp(after).metadata()).icc).toEqual((await sharp(before).metadata()).icc);
  });

  it('a file that is cut anywhere is refused, or has no place either', async () => {
    const before = await photo(format);
    for (let length = 0; length < before.length; length += 7) {
      const after = withoutMetadata(before.subarray(0, length), 'no-place');
      expect([length, after !== null && hasPlace(after)]).toEqual([length, false]);
    }
  });
});

it('what lies behind the picture goes too: the film of a live photo, a second picture', async () => {
  const jpeg = await photo('jpeg');
  const after = made(Buffer.concat([jpeg, Buffer.from('ftypmp42 +51.5-007.2/')]), 'no-place');
  expect(after.includes('+51.5')).toBe(false);
  expect(await pixelsOf(after)).toEqual(await pixelsOf(jpeg));
});

it('a text in a PNG stays without the place, and goes with all information', async () => {
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .withMetadata()
    .png()
    .toBuffer();
  const body = Buffer.from('tEXtComment\0by me', 'latin1');
  const chunk = Buffer.concat([Buffer.from([0, 0, 0, body.length - 4]), body, Buffer.alloc(4)]);
  const with_ = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
  expect(made(with_, 'no-place').includes('by me')).toBe(true);
  expect(made(with_, 'none').includes('by me')).toBe(false);
});

it('formats that it cannot be removed from are refused', async () => {
  for (const format of ['tiff', 'gif'] as const)
    expect(withoutMetadata(await photo(format), 'no-place')).toBeNull();
  expect(withoutMetadata(Buffer.from('a text'), 'none')).toBeNull();
});

it.each(['plain', 'rotated', 'grid', 'display-p3', 'ten-bit', 'alpha'])(
  'of a HEIC (%s) the picture stays as it is shown',
  async (name) => {
    const heic = readFileSync(path.join(ROOT, 'test', 'fixtures', 'decode', `${name}.heic`));
    const before = await decodeForDisplay(heic);
    expect(before).not.toBeNull();
    for (const what of ['no-place', 'none'] as const) {
      const after = made(heic, what);
      expect(after.length).toBe(heic.length);
      expect(await decodeForDisplay(after)).toEqual(before);
    }
  },
);
