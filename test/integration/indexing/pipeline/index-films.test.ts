import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LibraryReader } from '../../../../src/store/library-reader.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const FILMS = path.join(ROOT, 'test', 'fixtures', 'films');

it('indexes films like photos: frames are seen where they can be decoded, and a copy is the same film', async () => {
  const home = tempFolder();
  const folder = path.join(home, 'films');
  mkdirSync(path.join(folder, 'copies'), { recursive: true });
  const names = readdirSync(FILMS).filter((name) => !name.endsWith('.sh'));
  for (const name of names) copyFileSync(path.join(FILMS, name), path.join(folder, name));
  copyFileSync(path.join(FILMS, 'vp9.webm'), path.join(folder, 'copies', 'other.webm'));
  const before = names.map((name) => statSync(path.join(folder, name)).mtimeMs);
  const library = path.join(home, 'library.sqlite');
  const { summary } = await indexFolder(library, folder);
  expect(summary).toMatchObject({ problems: 0 });
  expect(summary.indexed + summary.known).toBe(names.length + 1);

  const reader = new LibraryReader(library);
  const places = reader.files.places();
  const ofName = (name: string): number =>
    places.find((place) => Buffer.from(place.path).toString() === name)?.photo ?? 0;
  expect(ofName('copies/other.webm')).toBe(ofName('vp9.webm'));
  for (const name of ['h264.mp4', 'h264.3gp', 'vp9.webm', 'av1.mkv']) {
    expect(reader.photo(ofName(name)), name).toMatchObject({ frames: 0 });
    expect(reader.prediction(ofName(name)), name).toBe(null);
  }
  const labels = reader.labelKeys();
  for (const name of ['hevc.mov', 'mjpeg.avi']) {
    const film = reader.photo(ofName(name));
    expect(film?.frames, name).toBeGreaterThan(1);
    expect(reader.prediction(ofName(name)), name).not.toBe(null);
  }
  expect([...labels.values()]).toContain('dog');
  expect(reader.photo(ofName('hevc.mov'))).toMatchObject({ codec: 'hevc', takenAt: '2019-07-12T20:21:22' });
  reader.close();

  // Nothing is read as new again, and nothing of the films was written.
  const again = await indexFolder(library, folder);
  expect(again.summary).toMatchObject({ indexed: 0, known: 0, problems: 0 });
  for (const [at, name] of names.entries()) {
    expect(readFileSync(path.join(folder, name))).toEqual(readFileSync(path.join(FILMS, name)));
    expect(statSync(path.join(folder, name)).mtimeMs).toBe(before[at]);
  }
}, 120_000);
