import { writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecodedPhoto } from '../../../../src/domain/photo.ts';
import { RAW_FORMATS, type RawFormat } from '../../../../src/domain/photo-format.ts';
import { ProblemError } from '../../../../src/domain/problem.ts';
import { readDetail } from '../../../../src/domain/problem-detail.ts';
import { formatterFor } from '../../../../src/i18n/formatter.ts';
import { problemDetailText } from '../../../../src/i18n/sentences.ts';
import { ByteRanges } from '../../../../src/vision/decode/camera-raw/byte-ranges.ts';
import { pictureInRaw, RAW_READERS } from '../../../../src/vision/decode/camera-raw/picture-in-raw.ts';
import { closeDecoders, decode, decodeForDisplay } from '../../../../src/vision/decode/decode.ts';
import { formatOfBytes } from '../../../../src/vision/decode/format-of-bytes.ts';
import { EXIFTOOL, exiftoolBytes, exiftoolTags } from '../../../support/exiftool.ts';
import { MADE_LENS, MADE_RAW, MADE_SENSOR } from '../../../support/made-raw.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { difference, fixture, photoOf } from './fixture.ts';

const jpeg = fixture('plain.jpg');
let thumbnail: Buffer;
let plain: DecodedPhoto;
let turned: DecodedPhoto;
beforeAll(async () => {
  thumbnail = await sharp(jpeg).resize(60).jpeg().toBuffer();
  plain = await photoOf(jpeg);
  turned = await photoOf(await sharp(jpeg).rotate(90).png().toBuffer());
});
afterAll(closeDecoders);

const made = (format: RawFormat, orientation = 1, sensorBytes = 200_000): Buffer =>
  MADE_RAW[format]({ jpeg, thumbnail, orientation, sensorBytes });
/** What is wrong with a file, as it is shown in English; null if it has a picture. */
function problemIn(bytes: Uint8Array, format: RawFormat): string | null {
  try {
    pictureInRaw(bytes, format);
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return problemDetailText(formatterFor('en'), readDetail(error.problem.detail));
  }
}
const skipped = EXIFTOOL === null ? ' (skipped: exiftool is not there)' : '';

describe.each(RAW_FORMATS)('a raw file of the format %s', (format) => {
  it('is told by its bytes', () => {
    expect(formatOfBytes(made(format))).toBe(format);
  });

  it('is the picture that the camera put into it, as large as the sensor', async () => {
    const photo = await photoOf(made(format));
    expect(photo).toMatchObject({ format, warning: null, ...MADE_SENSOR });
    expect(difference(photo.input, plain.input)).toBeLessThan(1);
  });

  it('is the same picture where stray bytes are between the segments of its JPEG', async () => {
    const spoilt = Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(300, 7), jpeg.subarray(2)]);
    const photo = await photoOf(
      MADE_RAW[format]({ jpeg: spoilt, thumbnail, orientation: 1, sensorBytes: 9000 }),
    );
    expect(photo).toMatchObject({ format, ...MADE_SENSOR });
    expect(difference(photo.input, plain.input)).toBeLessThan(1);
  });

  it('is turned as it says', async () => {
    const photo = await photoOf(made(format, 6));
    expect(photo).toMatchObject({ width: MADE_SENSOR.height, height: MADE_SENSOR.width });
    expect(difference(photo.input, turned.input)).toBeLessThan(3);
  });

  it('has its camera, lens, time and place', async () => {
    const { metadata } = await photoOf(made(format));
    expect(metadata).toMatchObject({
      camera: expect.stringMatching(/made/i),
      lens: MADE_LENS,
      takenAt: { local: '2019-07-12T16:54:27', from: 'exif-original' },
      location: { latitude: expect.closeTo(48.8583, 4), longitude: expect.closeTo(2.29, 4) },
    });
    expect(metadata.rating).toBe(format === 'cr3' ? 5 : undefined);
  });

  it('is shown as the JPEG of the camera, upright', async () => {
    const shown = await decodeForDisplay(made(format, 6));
    const { autoOrient, format: shownFormat } = await sharp(shown ?? Buffer.alloc(0)).metadata();
    expect([shownFormat, autoOrient.width, autoOrient.height]).toEqual(['jpeg', 160, 240]);
  });

  it('without a JPEG is a problem that states it, and so is one with the data of the sensor alone', async () => {
    // A frame of lossless JPEG in the place of the pictures.
    const lossless = Buffer.from(jpeg);
    const frame = lossless.indexOf(Buffer.from([0xff, 0xc0]));
    lossless.writeUInt8(0xc3, frame + 1);
    for (const instead of [Buffer.alloc(5000), lossless]) {
      const bytes = MADE_RAW[format]({
        jpeg: instead,
        thumbnail: instead,
        orientation: 1,
        sensorBytes: 5000,
      });
      expect(await decode({ bytes, name: `a.${format}`, mtime: 0 })).toEqual({
        kind: 'no-preview',
        detail: expect.stringContaining(format.toUpperCase()),
      });
    }
  });

  it('cut in the middle of its picture is shown as far as it goes, or states why not', async () => {
    const bytes = made(format);
    for (const part of [0.2, 0.5, 0.9]) {
      const result = await decode({
        bytes: Buffer.from(bytes.subarray(0, bytes.length * part)),
        name: 'a',
        mtime: 0,
      });
      expect('input' in result || /^(no-preview|damaged|unsupported)$/.test(result.kind)).toBe(true);
    }
  });

  it.skipIf(EXIFTOOL === null)(`is read as exiftool reads it${skipped}`, async () => {
    const file = path.join(tempFolder(), `made.${format}`);
    const bytes = made(format, 8);
    writeFileSync(file, bytes);
    const tags = exiftoolTags(file);
    const { metadata, width, height } = await photoOf(bytes);
    expect(metadata.lens).toBe(tags['LensModel']);
    expect(metadata.takenAt?.local.replaceAll('-', ':').replace('T', ' ')).toBe(tags['DateTimeOriginal']);
    expect(metadata.location?.latitude).toBeCloseTo(Number(tags['GPSLatitude']), 5);
    expect(metadata.location?.longitude).toBeCloseTo(Number(tags['GPSLongitude']), 5);
    expect(tags['Orientation']).toBe(8);
    // Of a DNG it gives the sensor with its borders, of an X3F the thumbnail.
    const size = /x3f|dng/.test(format)
      ? [MADE_SENSOR.width, MADE_SENSOR.height]
      : String(tags['ImageSize']).split(' ').map(Number);
    expect([height, width]).toEqual(size);
    const pictures = ['JpgFromRaw', 'PreviewImage'].map((tag) => exiftoolBytes(file, tag));
    // Of a CR3 it reads no track unless it is asked to.
    const largest = pictures.toSorted((a, b) => b.length - a.length)[0] ?? Buffer.alloc(0);
    if (format !== 'cr3') expect((await sharp(largest).metadata()).width).toBe(240);
  });
});

describe('a raw file of 50 MB', () => {
  it.each(RAW_FORMATS)('of the format %s is read in ranges of a few kilobytes', (format) => {
    const bytes = made(format, 1, 50_000_000);
    const file = new ByteRanges(bytes);
    expect(RAW_READERS[format](file)?.jpegs.length).toBeGreaterThan(0);
    expect(file.bytesRead).toBeLessThan(20_000);
  });
});

describe('a file that is not what its name says', () => {
  it('is opened as the JPEG that it is, under the name of a raw file', async () => {
    expect(await decode({ bytes: jpeg, name: 'DSC_0001.nef', mtime: 0 })).toMatchObject({ format: 'jpeg' });
  });

  it('is an ordinary TIFF where a camera only left its name in it', async () => {
    for (const Make of ['NIKON CORPORATION', 'SONY', 'SAMSUNG', 'PENTAX']) {
      const bytes = await sharp(fixture('plain.png')).withExif({ IFD0: { Make } }).tiff().toBuffer();
      expect(await photoOf(bytes)).toMatchObject({ format: 'tiff', width: 240, height: 160 });
    }
  });
});

describe('directories that cannot be trusted', () => {
  it('are entered once, however they refer to each other', () => {
    const bytes = made('nef');
    const first = bytes.readUInt32LE(4);
    const count = bytes.readUInt16LE(first);
    // The directory that follows the first one is the first one.
    bytes.writeUInt32LE(first, first + 2 + count * 12);
    for (let i = 0; i < count; i += 1) {
      const entry = first + 2 + i * 12;
      if (bytes.readUInt16LE(entry) === 0x14a) bytes.writeUInt32LE(first, bytes.readUInt32LE(entry + 8) + 4);
    }
    expect(pictureInRaw(bytes, 'nef').jpeg.length).toBeGreaterThan(1000);
  });

  it('cannot make more be read than the limit of a file', () => {
    // Sixty-five thousand times the same megabyte.
    const bytes = Buffer.alloc(2_000_000);
    bytes.write('II*\0\x08\0\0\0', 'latin1');
    bytes.writeUInt16LE(1024, 8);
    for (let i = 0; i < 1024; i += 1) {
      const entry = 10 + i * 12;
      bytes.writeUInt16LE(0x2bc + i, entry);
      bytes.writeUInt16LE(1, entry + 2);
      bytes.writeUInt32LE(64 * 1024, entry + 4);
      bytes.writeUInt32LE(100_000, entry + 8);
    }
    expect(problemIn(bytes, 'dng')).toMatch(/refer to too much/);
  });

  it('with sizes beyond the file leave their entries out', () => {
    const bytes = made('dng');
    const first = bytes.readUInt32LE(4);
    for (let i = 0; i < bytes.readUInt16LE(first); i += 1)
      bytes.writeUInt32LE(0xffffffff, first + 2 + i * 12 + 4);
    expect(problemIn(bytes, 'dng')).toMatch(/no JPEG/);
  });
});
