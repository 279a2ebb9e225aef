import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PHOTO_FORMATS } from '../../src/domain/file.ts';
import { TAKEN_AT_SOURCES } from '../../src/domain/metadata.ts';
import { bestFirst, type Copy } from '../../src/duplicates/best-first.ts';

const ORIGINAL: Copy = {
  width: 4000,
  height: 3000,
  format: 'jpeg',
  bytes: 3_000_000,
  hasMetadata: true,
  takenFrom: 'exif-original',
  mtime: 1000,
  name: 'IMG_1.jpg',
};

describe('the best of several files of one picture', () => {
  it.each<[string, Partial<Copy>]>([
    ['it has more pixels, even than a heavier file', { width: 3999, bytes: 9_000_000 }],
    ['it kept its metadata, even against a PNG made of it', { format: 'png', hasMetadata: false }],
    ['its time is the camera’s, not the file’s', { takenFrom: 'file-time' }],
    ['its format is nearer to the original', { format: 'webp', bytes: 4_000_000 }],
    ['it has more bytes', { bytes: 2_999_999, mtime: 1 }],
    ['it is older', { mtime: 2000, name: 'A.jpg' }],
    ['its name is the shorter one', { name: 'IMG_1 (1).jpg' }],
    ['its name comes first', { name: 'IMG_2.jpg' }],
  ])('is the original where %s', (_, change) => {
    const copy = { ...ORIGINAL, ...change };
    expect(bestFirst([copy, ORIGINAL])).toEqual([ORIGINAL, copy]);
    expect(bestFirst([ORIGINAL, copy])).toEqual([ORIGINAL, copy]);
  });

  it('a HEIC is before the JPEG that was exported from it, metadata and all', () => {
    const heic: Copy = { ...ORIGINAL, format: 'heic', bytes: 1_500_000, name: 'IMG_1.heic' };
    expect(bestFirst([ORIGINAL, heic])).toEqual([heic, ORIGINAL]);
  });

  it('is the same in whatever order the files come', () => {
    const copy = fc.record<Copy>({
      width: fc.integer({ min: 1, max: 3 }),
      height: fc.integer({ min: 1, max: 3 }),
      format: fc.constantFrom(...PHOTO_FORMATS),
      bytes: fc.integer({ min: 1, max: 3 }),
      hasMetadata: fc.boolean(),
      takenFrom: fc.option(fc.constantFrom(...TAKEN_AT_SOURCES)),
      mtime: fc.integer({ min: 0, max: 2 }),
      name: fc.string({ maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(copy), (copies) => {
        expect(bestFirst(copies.toReversed())).toEqual(bestFirst(copies));
      }),
    );
  });
});
