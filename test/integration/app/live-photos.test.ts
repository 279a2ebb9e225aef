import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../../src/api/client.ts';
import { dispatch } from '../../../src/api/dispatch.ts';
import type { Library } from '../../../src/app/library.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { applePhoto, LIVE_ID, motionPhoto } from '../../support/made-live.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { MODELS, ROOT } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const FIXTURES = path.join(ROOT, 'test', 'fixtures');
const film = readFileSync(path.join(FIXTURES, 'live', 'live.mov'));
const OTHER_ID = '00000000-F379-42AC-9CEA-20233E95936F';

describe('live and motion photos', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-live-'));
  const [photos, libraryPath] = [path.join(root, 'photos'), path.join(root, 'library.sqlite')];
  const at = (name: string): string => path.join(photos, name);
  let library: Library;
  const call = createClient((request) => dispatch(library.handlers, 'browser', request));
  const jpeg = (width: number): Promise<Buffer> =>
    sharp(path.join(MODELS, 'samples', 'dog.jpg'))
      .resize(width)
      .jpeg()
      .toBuffer();
  /** Each film has a content of its own. */
  const filmOf = (name: string): Buffer =>
    Buffer.concat([film, Buffer.from([0, 0, 0, 8 + name.length]), Buffer.from(`free${name}`)]);
  const hits = async (text = '') => (await call('search.run', { text })).hits;
  const nameOf = async (photo: number): Promise<string> =>
    (await call('photo.get', { photo, text: '' })).places[0]?.name ?? '';
  async function found(text = ''): Promise<string[]> {
    const names = await Promise.all((await hits(text)).map(({ photo }) => nameOf(photo)));
    return names.sort();
  }
  async function motionOf(name: string): Promise<Buffer> {
    const [hit] = await hits(`name:${name}`);
    const parts: Uint8Array[] = [];
    let version: string | null = null;
    for (let from = 0; ; ) {
      const part = await library.motionPart(hit?.photo ?? 0, from, version);
      expect(part.type).toBe('video/mp4');
      parts.push(part.bytes);
      from += part.bytes.length;
      version = part.version;
      if (from >= part.size) return Buffer.concat(parts);
      if (part.bytes.length === 0) throw new Error('a part has no bytes');
    }
  }

  beforeAll(async () => {
    mkdirSync(photos);
    // The identifier is the same, the time is not.
    writeFileSync(at('IMG_1.JPG'), applePhoto(await jpeg(200), LIVE_ID, '2018:01:01 00:00:00'));
    writeFileSync(at('IMG_1.MOV'), filmOf('IMG_1'));
    // Another identifier.
    writeFileSync(at('IMG_2.JPG'), applePhoto(await jpeg(204), OTHER_ID, '2019:07:12 20:21:22'));
    writeFileSync(at('IMG_2.MOV'), filmOf('IMG_2'));
    // No identifier in the photo: the same time, and another one.
    const exif = (date: string) => ({ IFD2: { DateTimeOriginal: date } });
    writeFileSync(
      at('IMG_3.jpg'),
      await sharp(await jpeg(208))
        .withExif(exif('2019:07:12 20:21:23'))
        .toBuffer(),
    );
    writeFileSync(at('IMG_3.mov'), filmOf('IMG_3'));
    writeFileSync(
      at('IMG_4.jpg'),
      await sharp(await jpeg(212))
        .withExif(exif('2019:07:13 22:21:50'))
        .toBuffer(),
    );
    writeFileSync(at('IMG_4.mov'), filmOf('IMG_4'));
    writeFileSync(at('PXL_5.MP.jpg'), motionPhoto(await jpeg(216), filmOf('PXL_5')));
    copyFileSync(path.join(FIXTURES, 'films', 'vp9.webm'), at('plain.webm'));
    await indexFolder(libraryPath, photos);
    library = await openAtRest(libraryPath, () => {});
  }, 120_000);
  afterAll(async () => {
    await library?.close();
    removeFolder(root);
  });

  it('are one photo with the film that is theirs, and with no other', async () => {
    expect(await found()).toEqual(
      [
        'IMG_1.JPG',
        'IMG_2.JPG',
        'IMG_2.MOV',
        'IMG_3.jpg',
        'IMG_4.jpg',
        'IMG_4.mov',
        'PXL_5.MP.jpg',
        'plain.webm',
      ].sort(),
    );
  });

  it.each(['is:live', 'live photos', '实况照片', 'is:实况'])('are found by "%s"', async (text) => {
    expect(await found(text)).toEqual(['IMG_1.JPG', 'IMG_3.jpg', 'PXL_5.MP.jpg']);
  });

  it('are no videos, and are found by the name of their film', async () => {
    expect(await found('type:video')).toEqual(['IMG_2.MOV', 'IMG_4.mov', 'plain.webm']);
    expect(await found('name:img_1.mov')).toEqual(['IMG_1.JPG']);
  });

  it('are marked among the hits, others are not', async () => {
    const live = new Map<string, boolean>();
    for (const hit of await hits()) live.set(await nameOf(hit.photo), hit.live);
    expect(live.get('IMG_1.JPG')).toBe(true);
    expect(live.get('PXL_5.MP.jpg')).toBe(true);
    expect(live.get('IMG_2.JPG')).toBe(false);
    expect(live.get('plain.webm')).toBe(false);
  });

  it('play the film beside them, and the film in their file, by ranges', async () => {
    expect(await motionOf('IMG_1')).toEqual(filmOf('IMG_1'));
    expect(await motionOf('PXL_5')).toEqual(filmOf('PXL_5'));
    const [hit] = await hits('name:PXL_5');
    const middle = await library.motionPart(hit?.photo ?? 0, 1000, null);
    expect(Buffer.from(middle.bytes)).toEqual(filmOf('PXL_5').subarray(1000));
    // Behind the end of the film there is nothing.
    expect((await library.motionPart(hit?.photo ?? 0, 10_000_000, null)).bytes).toHaveLength(0);
  });

  it('without a film play nothing', async () => {
    const [hit] = await hits('name:IMG_4.jpg');
    await expect((async () => library.motionPart(hit?.photo ?? 0, 0, null))()).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  it('are named with both files for the command line, and the film is no RAW', async () => {
    const [hit] = await hits('name:IMG_1.JPG');
    const photo = hit?.photo ?? 0;
    expect(library.paths(photo).map((bytes) => path.basename(Buffer.from(bytes).toString()))).toEqual([
      'IMG_1.JPG',
      'IMG_1.MOV',
    ]);
    expect(await call('photo.get', { photo, text: '' })).toMatchObject({ raws: [], films: ['IMG_1.MOV'] });
  });
});
