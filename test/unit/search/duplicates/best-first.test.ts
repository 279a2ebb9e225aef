import { describe, expect, it } from 'vitest';
import { TAKEN_AT_SOURCES } from '../../../../src/domain/metadata.ts';
import { PHOTO_FORMATS } from '../../../../src/domain/photo-format.ts';
import { bestFirst, bestReason, type Duplicate } from '../../../../src/search/duplicates/best-first.ts';
import fc from '../../../support/properties.ts';

const ORIGINAL: Duplicate = {
  width: 4000,
  height: 3000,
  format: 'jpeg',
  size: 3_000_000,
  camera: 'Nikon D5000',
  latitude: 47.4,
  takenFrom: 'exif-original',
  mtime: 1000,
  sharpness: 100,
  hasStatements: false,
  name: 'IMG_1.jpg',
  directory: '2019/Paris',
};

describe('bestFirst', () => {
  it.each<[string, Partial<Duplicate>]>([
    ['it has more pixels, even than a heavier file', { width: 3999, size: 9_000_000 }],
    ['it kept its metadata, even against a PNG made of it', { format: 'png', camera: null }],
    ['it kept its place', { latitude: null, size: 9_000_000 }],
    ['its time is the camera’s, not the file’s', { takenFrom: 'file-time' }],
    ['its format is nearer to the original', { format: 'webp', size: 4_000_000 }],
    ['it is clearly sharper', { sharpness: 60, size: 9_000_000 }],
    ['it is not in a folder of copies', { directory: 'Backup of 2019', size: 9_000_000 }],
    ['it is not in a folder of copies in Chinese', { directory: '旧照片/备份', size: 9_000_000 }],
    ['its name is not that of a copy', { name: 'IMG_1 (1).jpg', size: 9_000_000 }],
    ['it has more bytes', { size: 2_999_999, mtime: 1 }],
    ['it is older', { mtime: 2000 }],
  ])('is the original where %s', (_, change) => {
    const copy = { ...ORIGINAL, ...change };
    expect(bestFirst([copy, ORIGINAL])).toEqual([ORIGINAL, copy]);
    expect(bestFirst([ORIGINAL, copy])).toEqual([ORIGINAL, copy]);
  });

  it.each<[ReturnType<typeof bestReason>, Partial<Duplicate>]>([
    ['size', { width: 10 }],
    ['metadata', { camera: null }],
    ['format', { format: 'webp' }],
    ['sharpness', { sharpness: 1 }],
    ['directory', { directory: 'Copies' }],
    ['name', { name: 'IMG_1 副本.jpg' }],
    ['bytes', { size: 1 }],
    ['age', { mtime: 2000 }],
    ['none', {}],
  ])('states %s as the reason where just that differs', (reason, change) => {
    expect(bestReason(bestFirst([{ ...ORIGINAL, ...change }, ORIGINAL]))).toBe(reason);
  });

  it('states that the user stated something of it where just that differs', () => {
    expect(bestReason(bestFirst([ORIGINAL, { ...ORIGINAL, hasStatements: true }]))).toBe('statements');
  });

  it('puts a HEIC before the JPEG exported from it with all its metadata', () => {
    const heic: Duplicate = { ...ORIGINAL, format: 'heic', size: 1_500_000 };
    expect(bestFirst([ORIGINAL, heic])).toEqual([heic, ORIGINAL]);
  });

  it('gives the same best copy if parts of the copies are sorted first', () => {
    const copy = fc.record<Duplicate>({
      width: fc.integer({ min: 1, max: 3 }),
      height: fc.integer({ min: 1, max: 3 }),
      format: fc.constantFrom(...PHOTO_FORMATS),
      size: fc.integer({ min: 1, max: 3 }),
      camera: fc.constantFrom(null, 'Nikon D5000'),
      latitude: fc.constantFrom(null, 0, 47.4),
      takenFrom: fc.option(fc.constantFrom(...TAKEN_AT_SOURCES)),
      mtime: fc.integer({ min: 0, max: 2 }),
      sharpness: fc.option(fc.integer({ min: 0, max: 255 })),
      hasStatements: fc.boolean(),
      name: fc.constantFrom('a.jpg', 'a (1).jpg', 'a - Copy.jpg'),
      directory: fc.constantFrom('', '2019', 'Backup', '2019/copies'),
    });
    fc.assert(
      fc.property(fc.array(copy), fc.array(copy), (left, right) => {
        const [best] = bestFirst([...left, ...right]);
        expect(bestFirst([...bestFirst(left).slice(0, 1), ...bestFirst(right)])[0]).toEqual(best);
      }),
    );
  });
});
