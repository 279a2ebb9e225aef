import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../../src/api/client.ts';
import { dispatch } from '../../../src/api/dispatch.ts';
import type { Library } from '../../../src/app/library.ts';
import { openLibrary } from '../../../src/app/open-library.ts';
import type { RawFormat } from '../../../src/domain/photo-format.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { MADE_RAW } from '../../support/made-raw.ts';
import { MODELS } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

describe('a RAW beside the developed picture of its name', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-stacks-'));
  const [photos, to, libraryPath] = [
    path.join(root, 'photos'),
    path.join(root, 'to'),
    path.join(root, 'library.sqlite'),
  ];
  const at = (...names: string[]): string => path.join(photos, ...names);
  const sample = (name: string): string => path.join(MODELS, 'samples', name);
  let library: Library;
  const call = createClient((request) => dispatch(library.handlers, 'browser', request));

  /** Each made file has a content of its own. */
  let sensorBytes = 1000;
  async function writeRaw(format: RawFormat, ...names: string[]): Promise<void> {
    const jpeg = readFileSync(sample('beach.jpg'));
    const thumbnail = await sharp(jpeg).resize(60).jpeg().toBuffer();
    sensorBytes += 2;
    writeFileSync(at(...names), MADE_RAW[format]({ jpeg, thumbnail, orientation: 1, sensorBytes }));
  }
  /** Every photo that is found: the name of its file with the names of its RAW files. */
  async function found(text = ''): Promise<string[]> {
    const { hits } = await call('search.run', { text });
    const details = await Promise.all(hits.map(({ photo }) => call('photo.get', { photo, text: '' })));
    return details
      .map(({ places, raws }) => [places[0]?.directory.join('/'), places[0]?.name, ...raws].join(' '))
      .sort();
  }
  const photoNamed = async (text: string): Promise<number> => {
    const [hit] = (await call('search.run', { text })).hits;
    if (hit === undefined) throw new Error(`"${text}" is not found`);
    return hit.photo;
  };

  beforeAll(async () => {
    for (const folder of ['a', 'b', 'c']) mkdirSync(at(folder), { recursive: true });
    mkdirSync(to);
    copyFileSync(sample('dog.jpg'), at('a', 'IMG_1.JPG'));
    await writeRaw('cr2', 'a', 'IMG_1.CR2');
    await writeRaw('dng', 'a', 'img_1.dng');
    // A name alike, another directory, a RAW alone.
    await writeRaw('nef', 'a', 'IMG_10.NEF');
    await writeRaw('nef', 'b', 'IMG_1.NEF');
    // A JPEG under the name of a RAW, beside a JPEG.
    writeFileSync(at('c', 'x.nef'), await sharp(sample('beach.jpg')).resize(200).jpeg().toBuffer());
    writeFileSync(at('c', 'x.jpg'), await sharp(sample('dog.jpg')).resize(200).jpeg().toBuffer());
    // Dots and letters of other scripts in the names; a name that is only an extension.
    writeFileSync(at('c', '写真.v2 %.jpg'), await sharp(sample('dog.jpg')).resize(300).jpeg().toBuffer());
    await writeRaw('arw', 'c', '写真.v2 %.ARW');
    await writeRaw('arw', 'c', '写真.v3 %.ARW');
    await indexFolder(libraryPath, photos);
    library = await openLibrary({
      path: libraryPath,
      models: MODELS,
      samples: null,
      indexing: false,
      log: () => {},
    });
  });
  afterAll(async () => {
    await library?.close();
    removeFolder(root);
  });

  it('is one photo with it, and nothing else is', async () => {
    expect(await found()).toEqual(
      [
        'a IMG_1.JPG IMG_1.CR2 img_1.dng',
        'a IMG_10.NEF',
        'b IMG_1.NEF',
        'c x.jpg',
        'c x.nef',
        'c 写真.v2 %.jpg 写真.v2 %.ARW',
        'c 写真.v3 %.ARW',
      ].sort(),
    );
    expect(await call('search.run', { text: '' })).toMatchObject({ likely: 7 });
  });

  it('is found by the name and the type of either', async () => {
    expect(await found('name:cr2')).toEqual(['a IMG_1.JPG IMG_1.CR2 img_1.dng']);
    expect(await found('type:dng')).toEqual(['a IMG_1.JPG IMG_1.CR2 img_1.dng']);
    expect(await found('type:jpeg name:img')).toEqual(['a IMG_1.JPG IMG_1.CR2 img_1.dng']);
  });

  it('is listed with it on the command line', async () => {
    const paths = library.paths(await photoNamed('type:cr2')).map((bytes) => Buffer.from(bytes).toString());
    expect(paths).toEqual([at('a', 'IMG_1.JPG'), at('a', 'IMG_1.CR2'), at('a', 'img_1.dng')]);
  });

  it('has the date of its RAW where the picture has none, until they part', async () => {
    const raw = '写真.v2 %.ARW';
    const photo = await photoNamed('type:jpeg name:写真');
    const takenAt = async (): Promise<unknown> => (await call('photo.get', { photo, text: '' })).takenAt;
    /** The month of the photo in the timeline, of which every photo is in the month that it is listed in. */
    const month = async (): Promise<string | null | undefined> => {
      const { hits, months } = await call('search.run', { text: '', sort: 'date' });
      const listed = months.flatMap(({ month, count }) => Array<string | null>(count).fill(month));
      expect(hits.map((hit) => hit.takenAt?.slice(0, 7) ?? null)).toEqual(listed);
      return listed[hits.findIndex((hit) => hit.photo === photo)];
    };
    expect(await takenAt()).toMatchObject({ local: '2019-07-12T16:54:27', from: 'exif-original' });
    expect(await found('date:2019-07-12 type:jpeg name:写真')).toHaveLength(1);
    expect(await month()).toBe('2019-07');
    mkdirSync(at('away'));
    renameSync(at('c', raw), at('away', raw));
    await indexFolder(libraryPath, photos);
    expect(await month()).toBeNull();
    expect(await takenAt()).toMatchObject({ from: 'file-time' });
    renameSync(at('away', raw), at('c', raw));
    await indexFolder(libraryPath, photos);
    expect(await month()).toBe('2019-07');
  });

  it('is copied with it', async () => {
    const photo = await photoNamed('type:cr2');
    await call('copies.start', { photos: [photo], path: to, labels: false, language: 'en' });
    await expect.poll(async () => (await call('copies.get', {})).working, { timeout: 20_000 }).toBe(false);
    expect(await call('copies.get', {})).toMatchObject({ done: 3, of: 3, copied: 3, failed: 0 });
    expect(readdirSync(to).sort()).toEqual(['IMG_1.CR2', 'IMG_1.JPG', 'img_1.dng']);
  });

  it('stays one photo where both files are moved, one after the other', async () => {
    mkdirSync(at('moved'));
    const inC = ['写真.v2 %.jpg', '写真.v2 %.ARW'] as const;
    const photo = await photoNamed('type:jpeg name:写真');
    await call('favourites.set', { photos: [photo], on: true });
    const [jpeg, raw] = inC;
    renameSync(at('c', jpeg), at('moved', jpeg));
    await indexFolder(libraryPath, photos);
    expect(await found('name:写真.v2')).toEqual([`c ${raw}`, `moved ${jpeg}`]);
    expect(await found('is:favourite')).toHaveLength(2);
    renameSync(at('c', raw), at('moved', raw));
    await indexFolder(libraryPath, photos);
    expect(await found('name:写真.v2')).toEqual([`moved ${jpeg} ${raw}`]);
    expect(await found('is:favourite')).toHaveLength(1);
    await call('favourites.set', { photos: [photo], on: false });
    for (const name of inC) renameSync(at('moved', name), at('c', name));
    await indexFolder(libraryPath, photos);
  });

  it('is a photo of its own once the picture is renamed, keeps what is stated of it, and gives it to the next stack', async () => {
    const index = async (): Promise<void> => void (await indexFolder(libraryPath, photos));
    renameSync(at('a', 'IMG_1.JPG'), at('a', 'IMG_2.JPG'));
    await index();
    expect((await found()).filter((one) => one.startsWith('a '))).toEqual([
      'a IMG_1.CR2',
      'a IMG_10.NEF',
      'a IMG_2.JPG',
      'a img_1.dng',
    ]);
    const raw = await photoNamed('type:cr2');
    await call('favourites.set', { photos: [raw], on: true });
    await call('labels.correct', { corrections: [{ photo: raw, label: 'castle', applies: true }] });
    expect(await found('is:favourite')).toEqual(['a IMG_1.CR2']);

    renameSync(at('a', 'IMG_2.JPG'), at('a', 'IMG_1.JPG'));
    await index();
    const stack = 'a IMG_1.JPG IMG_1.CR2 img_1.dng';
    expect(await found('is:favourite')).toEqual([stack]);
    expect(await found('castle')).toContain(stack);
    const photo = await photoNamed('is:favourite');
    expect(photo).not.toBe(raw);
    await call('favourites.set', { photos: [photo], on: false });
    expect(await found('is:favourite')).toEqual([]);

    rmSync(at('a', 'IMG_1.JPG'));
    await index();
    expect((await found()).filter((one) => one.startsWith('a '))).toEqual([
      'a IMG_1.CR2',
      'a IMG_10.NEF',
      'a img_1.dng',
    ]);
    expect(await found('castle')).toContain('a IMG_1.CR2');
  });
});
