import ExifReader from 'exifreader';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { exportJpeg } from '../../../../src/vision/decode/export-jpeg.ts';

const PLACE = 'Secret Village';

/** A picture on its side with a camera, a place in EXIF and in XMP, and a caption. */
const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#c04020' } })
    .withExif({
      IFD0: { Make: 'Maker', Model: 'Model 7', ImageDescription: 'a caption' },
      IFD2: { DateTimeOriginal: '2019:06:15 12:30:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 7777/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '7/1 12/1 8888/100',
      },
    })
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="${PLACE}"/></rdf:RDF></x:xmpmeta>`,
    )
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

const usual = { turn: 0, largest: null, metadata: 'all', takenAt: null, xmp: null } as const;
const exported = async (options: Partial<Parameters<typeof exportJpeg>[1]>): Promise<Buffer> =>
  (await exportJpeg(await photo(), { ...usual, ...options })) ?? Buffer.alloc(0);
const tagsOf = (jpeg: Buffer) => ExifReader.load(jpeg, { expanded: true });

it('makes the picture upright, turned as the user turned it, and within the size', async () => {
  expect(await sharp(await exported({})).metadata()).toMatchObject({ width: 40, height: 60 });
  expect(await sharp(await exported({ turn: 90 })).metadata()).toMatchObject({ width: 60, height: 40 });
  const small = await sharp(await exported({ largest: 30 })).metadata();
  expect([small.width, small.height]).toEqual([20, 30]);
  expect((await sharp(await exported({ largest: 3000 })).metadata()).height).toBe(60);
});

it('keeps all metadata, with the date that the user gave', async () => {
  const jpeg = await exported({ takenAt: '2001:02:03 04:05:06' });
  const { exif, gps } = tagsOf(jpeg);
  expect(exif?.Model?.description).toBe('Model 7');
  expect(exif?.DateTimeOriginal?.description).toBe('2001:02:03 04:05:06');
  expect([1, undefined]).toContain(exif?.Orientation?.value);
  expect(gps?.Latitude).toBeCloseTo(51.52, 1);
  expect(jpeg.includes(PLACE)).toBe(true);
});

it('removes the place from every byte, and keeps camera, caption and date', async () => {
  const before = await exported({});
  const jpeg = await exported({ metadata: 'no-place' });
  const { exif, gps } = tagsOf(jpeg);
  expect(gps).toBeUndefined();
  expect(exif?.Model?.description).toBe('Model 7');
  expect(exif?.ImageDescription?.description).toBe('a caption');
  expect(exif?.DateTimeOriginal?.description).toBe('2019:06:15 12:30:00');
  expect(jpeg.includes(PLACE)).toBe(false);
  // The fraction of the seconds, in either byte order: 7777/100 and 8888/100.
  for (const value of [7777, 8888]) {
    const [little, big] = [Buffer.alloc(8), Buffer.alloc(8)];
    little.writeUInt32LE(value);
    little.writeUInt32LE(100, 4);
    big.writeUInt32BE(value);
    big.writeUInt32BE(100, 4);
    expect(before.includes(little) || before.includes(big)).toBe(true);
    expect(jpeg.includes(little) || jpeg.includes(big)).toBe(false);
  }
  expect(await sharp(jpeg).metadata()).toMatchObject({ width: 40, height: 60 });
});

it('removes all metadata', async () => {
  const jpeg = await exported({ metadata: 'none', takenAt: '2001:02:03 04:05:06' });
  const { exif, xmp, iptc } = await sharp(jpeg).metadata();
  expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined]);
  for (const text of ['Exif', 'Model 7', 'a caption', '2019:06', PLACE])
    expect(jpeg.includes(text)).toBe(false);
});

it('converts no text, and no picture without its pixels', async () => {
  const cut = (await photo()).subarray(0, 300);
  expect(await exportJpeg(Buffer.from(cut), usual)).toBeNull();
  expect(await exportJpeg(Buffer.from('This is a text.'), usual)).toBeNull();
});
