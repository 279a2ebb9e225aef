import { describe, expect, it } from 'vitest';
import { TAKEN_AT_SOURCES } from '../../../../src/domain/metadata.ts';
import { PHOTO_FORMATS } from '../../../../src/domain/photo-format.ts';
import { bestFirst, type Copy } from '../../../../src/search/duplicates/best-first.ts';
import fc from '../../../support/properties.ts';

const ORIGINAL: Copy = {
  width: 4000,
  height: 3000,
  format: 'jpeg',
  size: 3_000_000,
  camera: 'Nikon D5000',
  latitude: 47.4,
  takenFrom: 'exif-original',
  mtime: 1000,
};

describe('bestFirst', () => {
  it.each<[string, Partial<Copy>]>([
    ['it has more pixels, even than a heavier file', { width: 3999, size: 9_000_000 }],
    ['it kept its metadata, even against a PNG made of it', { format: 'png', camera: null }],
    ['it kept its place', { latitude: null, size: 9_000_000 }],
    ['its time is the camera’s, not the file’s', { takenFrom: 'file-time' }],
    ['its format is nearer to the original', { format: 'webp', size: 4_000_000 }],
    ['it has more bytes', { size: 2_999_999, mtime: 1 }],
    ['it is older', { mtime: 2000 }],
  ])('is the original where %s', (_, change) => {
    const copy = { ...ORIGINAL, ...change };
    expect(bestFirst([copy, ORIGINAL])).toEqual([ORIGINAL, copy]);
    expect(bestFirst([ORIGINAL, copy])).toEqual([ORIGINAL, copy]);
  });

  it('puts a HEIC before the JPEG exported from it with all its metadata', () => {
    const heic: Copy = { ...ORIGINAL, format: 'heic', size: 1_500_000 };
    expect(bestFirst([ORIGINAL, heic])).toEqual([heic, ORIGINAL]);
  });

  it('gives the same best copy if parts of the copies are sorted first', () => {
    const copy = fc.record<Copy>({
      width: fc.integer({ min: 1, max: 3 }),
      height: fc.integer({ min: 1, max: 3 }),
      format: fc.constantFrom(...PHOTO_FORMATS),
      size: fc.integer({ min: 1, max: 3 }),
      camera: fc.constantFrom(null, 'Nikon D5000'),
      latitude: fc.constantFrom(null, 0, 47.4),
      takenFrom: fc.option(fc.constantFrom(...TAKEN_AT_SOURCES)),
      mtime: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(copy), fc.array(copy), (left, right) => {
        const [best] = bestFirst([...left, ...right]);
        expect(bestFirst([...bestFirst(left).slice(0, 1), ...bestFirst(right)])[0]).toEqual(best);
      }),
    );
  });
});
