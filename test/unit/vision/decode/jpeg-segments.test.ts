import { describe, expect, it } from 'vitest';
import { ByteRanges } from '../../../../src/vision/decode/camera-raw/byte-ranges.ts';
import { jpegAt } from '../../../../src/vision/decode/camera-raw/jpeg-frame.ts';
import { jpegMetadataPart } from '../../../../src/vision/decode/jpeg-metadata-part.ts';
import { jpegSegments } from '../../../../src/vision/decode/jpeg-segments.ts';

const APP1 = [0xff, 0xe1, 0, 6, 1, 2, 3, 4];
/** 32 x 16 pixels. */
const FRAME = [0xff, 0xc0, 0, 11, 8, 0, 16, 0, 32, 1, 1, 0x11, 0];
const SCAN = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 5, 6, 7];
/** FF 00 is no marker. */
const STRAY = [0, 1, 2, 0xff, 0, 9];
const jpeg = (...parts: readonly (readonly number[])[]): Buffer =>
  Buffer.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9]);
const frameOf = (bytes: Buffer) => jpegAt(new ByteRanges(bytes), 0, bytes.length)?.size ?? null;

describe('stray bytes between the segments of a JPEG', () => {
  it.each([
    ['none', jpeg(APP1, FRAME, SCAN)],
    ['before the frame', jpeg(APP1, STRAY, FRAME, SCAN)],
    ['before all segments', jpeg(STRAY, APP1, FRAME, SCAN)],
    ['of 70 kB', jpeg(APP1, Array(70_000).fill(7), FRAME, SCAN)],
    ['that end with FF', jpeg(APP1, Array(4097).fill(0xff), FRAME, SCAN)],
    ['that are restart markers', jpeg(APP1, [0xff, 0xd0, 0xff, 0xd7], FRAME, SCAN)],
  ])('%s: the frame is found', (_, bytes) => {
    expect(frameOf(bytes)).toEqual([32, 16]);
  });

  it('without end are searched up to a limit', () => {
    expect(frameOf(jpeg(APP1, Array(400_000).fill(7), FRAME, SCAN))).toBe(null);
  });

  it('are no part of the segments, and the metadata is read as if they were not there', () => {
    const bytes = jpeg(STRAY, APP1, STRAY, FRAME, STRAY, SCAN);
    expect([...jpegSegments(bytes)].map(({ marker, start }) => [marker, start])).toEqual([
      [0xe1, 8],
      [0xc0, 22],
      [0xda, 41],
    ]);
    expect(Buffer.from(jpegMetadataPart(bytes) ?? [])).toEqual(
      Buffer.from([0xff, 0xd8, ...APP1, ...FRAME, ...SCAN.slice(0, 4)]),
    );
  });
});
