import { expect, it } from 'vitest';
import { opensAsPicture } from '../../../electron/opens-as-picture.ts';
import { PHOTO_FORMATS } from '../../../src/domain/photo-format.ts';

it.each(PHOTO_FORMATS)('a photo named .%s is opened', (format) => {
  expect(opensAsPicture(`/photos/a.${format.toUpperCase()}`)).toBe(true);
});

it.each([
  '/p/run.exe',
  '/p/a.jpg.sh',
  '/p/a.desktop',
  '/p/jpg',
  '/p/a.jpg/run',
  '/p/a.png\n.sh',
  '/p/a.lnk',
  '/p/a.svg',
  '/p/a.html',
])('a photo by its bytes alone is not opened under the name %j: the system might run it', (name) => {
  expect(opensAsPicture(name)).toBe(false);
});
