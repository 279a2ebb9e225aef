import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../../src/vision/decode/read-metadata.ts';
import { embeddedFilm } from '../../../src/vision/film/embedded-film.ts';
import {
  applePhoto,
  heicWithFilm,
  LIVE_ID,
  microVideo,
  motionPhoto,
  samsungPhoto,
} from '../../support/made-live.ts';
import fc from '../../support/properties.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures');
const film = readFileSync(path.join(FIXTURES, 'live/live.mov'));
const jpeg = readFileSync(path.join(FIXTURES, 'decode/plain.jpg'));
const heic = readFileSync(path.join(FIXTURES, 'decode/plain.heic'));

describe('a film in the file of a photo', () => {
  it.each([
    ['behind a JPEG, by MicroVideoOffset', microVideo(jpeg, film), 'jpeg'],
    ['behind a JPEG, by a container directory', motionPhoto(jpeg, film), 'jpeg'],
    ['before other items', motionPhoto(jpeg, film, Buffer.alloc(777, 1)), 'jpeg'],
    ['in the trailer of Samsung', samsungPhoto(jpeg, film), 'jpeg'],
    ['in a box of a HEIC', heicWithFilm(heic, film), 'heic'],
  ] as const)('is found %s', (_, bytes, format) => {
    const place = embeddedFilm(bytes, format);
    if (place === null) throw new Error('no film was found');
    expect(bytes.subarray(place.motionAt, place.motionAt + place.motionBytes)).toEqual(film);
  });

  it.each([
    ['a JPEG without one', jpeg, 'jpeg'],
    ['XMP of a film that was removed', microVideo(jpeg, film).subarray(0, -film.length), 'jpeg'],
    ['a trailer of Samsung that is cut', samsungPhoto(jpeg, film).subarray(0, -9), 'jpeg'],
    ['a box that ends behind the file', heicWithFilm(heic, film).subarray(0, -9000), 'avif'],
    ['a film', film, 'mov'],
  ] as const)('is none in %s', (_, bytes, format) => {
    const place = embeddedFilm(bytes, format);
    const isWhole = place !== null && place.motionAt + place.motionBytes <= bytes.length;
    expect(place === null || (isWhole && format === 'avif')).toBe(true);
  });

  it('never lies outside the file, whatever the bytes', () => {
    const whole = [samsungPhoto(jpeg, film), motionPhoto(jpeg, film), heicWithFilm(heic, film)];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 }),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
          maxLength: 40,
        }),
        (which, changes) => {
          const bytes = Buffer.from(whole[which] ?? []);
          // Most changes hit the trailer and the boxes.
          for (const [part, value] of changes)
            bytes[bytes.length - 1 - Math.floor(part * Math.min(200, bytes.length - 1))] = value;
          const place = embeddedFilm(bytes, which === 2 ? 'heic' : 'jpeg');
          if (place === null) return;
          expect(place.motionAt).toBeGreaterThan(0);
          expect(place.motionAt + place.motionBytes).toBeLessThanOrEqual(bytes.length);
        },
      ),
    );
  });
});

describe('the content identifier of an iPhone', () => {
  const idOf = (bytes: Buffer) =>
    readMetadata({ bytes, name: '', mtime: 0 }, { now: Date.parse('2026-01-01') }).contentId;

  it('is read from the notes of its maker', () => {
    expect(idOf(applePhoto(jpeg, LIVE_ID, '2019:07:12 20:21:22'))).toBe(LIVE_ID);
    expect(idOf(applePhoto(jpeg, LIVE_ID.toLowerCase(), '2019:07:12 20:21:22'))).toBe(LIVE_ID);
  });

  it('is none in other texts, and in a photo without notes', () => {
    expect(idOf(applePhoto(jpeg, 'not an identifier', '2019:07:12 20:21:22'))).toBe(undefined);
    expect(idOf(jpeg)).toBe(undefined);
  });
});
