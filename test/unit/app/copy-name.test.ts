import { expect, it } from 'vitest';
import { copyName } from '../../../src/app/copy-name.ts';

const nameOf = (name: string, options: Partial<Parameters<typeof copyName>[1]>): string =>
  Buffer.from(
    copyName(Buffer.from(name), { takenAt: null, place: null, isJpeg: false, ...options }),
  ).toString();

it('keeps the name of a file, or names it by its date, with its ending', () => {
  expect(nameOf('IMG_1.HEIC', {})).toBe('IMG_1.HEIC');
  expect(nameOf('IMG_1.HEIC', { takenAt: '2019-06-15T12:30:05' })).toBe('2019-06-15 12.30.05.HEIC');
  expect(nameOf('no ending', { takenAt: '2019-06-15T12:30:05' })).toBe('2019-06-15 12.30.05');
});

it('numbers files with as many digits as the last one has', () => {
  expect(nameOf('a.jpg', { place: { place: 3, of: 120 } })).toBe('003 a.jpg');
  expect(nameOf('a.jpg', { place: { place: 3, of: 9 } })).toBe('3 a.jpg');
});

it('gives a converted picture the ending of a JPEG', () => {
  expect(nameOf('IMG_1.tar.heic', { isJpeg: true })).toBe('IMG_1.tar.jpg');
});
