import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Metadata } from '../../../src/domain/metadata.ts';
import type { PhotoFormat } from '../../../src/domain/photo-format.ts';
import type { Progress } from '../../../src/indexing/pipeline/progress.ts';
import { superviseIndexer } from '../../../src/indexing/process/supervise.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { madePhoto } from '../../support/made-photo.ts';
import { MADE_RAW } from '../../support/made-raw.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { MODELS } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';

interface MadeFile {
  readonly name: string | Buffer;
  readonly format: PhotoFormat;
  /** What the picture shows; equal ones look the same. Its own if absent. */
  readonly shows?: number;
  readonly metadata?: Metadata;
}

const NEVER = (): boolean => false;
const jpeg = (name: string | Buffer): MadeFile => ({ name, format: 'jpeg' });
const raw = (name: string | Buffer): MadeFile => ({ name, format: 'cr2' });

/** An open library of made photos; the file and the photo of each have its number in the list, from 1. */
async function made(files: readonly MadeFile[]) {
  const file = path.join(tempFolder(), 'library.sqlite');
  const userData = new UserDataWriter(file);
  const folder = userData.addFolder(Buffer.from('/photos'), 1);
  userData.close();
  const writer = new IndexWriter(file);
  writer.scanned.addFiles(
    folder,
    files.map(({ name }, at) => ({
      path: Buffer.from(name),
      size: at + 1,
      mtime: at,
      ctime: at,
      kind: 'photo',
      cloudOnly: false,
    })),
  );
  writer.photos.save(
    files.map(({ format, shows, metadata = { keywords: [] } }, at) => {
      const photo = madePhoto(at + 1, shows ?? at + 1, [{ label: 'dog', score: 0.99 }]);
      return {
        ...photo,
        hash: createHash('sha256').update(`content ${at}`).digest(),
        decoded: { ...photo.decoded, format, metadata },
      };
    }),
    'm',
  );
  const library = await openAtRest(file, () => {});
  onTestFinished(async () => {
    writer.close();
    await library.close();
  });
  return { ...reading(library.handlers), writer, handlers: library.handlers };
}

type Handlers = Awaited<ReturnType<typeof openAtRest>>['handlers'];

/** What tests ask of a library. */
function reading(handlers: Handlers) {
  const photosOf = async (text: string): Promise<number[]> =>
    (await handlers['search.run']({ text, sort: 'relevance', offset: 0, limit: 500 })).hits.map(
      ({ photo }) => photo,
    );
  const details = async (photo: number) => handlers['photo.get']({ photo, text: '' });
  return {
    photosOf,
    details,
    /** Every photo that is found: the name of its file with those of its RAW files. */
    found: async (text: string): Promise<string[]> => {
      const all = await Promise.all((await photosOf(text)).map(details));
      return all.map(({ places, raws }) => [places[0]?.name, ...raws].join(' + ')).sort();
    },
  };
}

describe('a stack of which a file is missing', () => {
  const files = [jpeg('a.jpg'), raw('a.cr2'), jpeg('b.jpg')];

  it('shows its RAW where the picture is missing, and is one photo again when that is back', async () => {
    const { found, writer, handlers } = await made(files);
    expect(await found('')).toEqual(['a.jpg + a.cr2', 'b.jpg']);
    writer.scanned.finishScan(1, [1], NEVER, 5000);
    expect(await found('')).toEqual(['a.cr2', 'b.jpg']);
    expect(await found('is:missing')).toEqual(['a.jpg']);
    expect(await found('dog')).toEqual(['a.cr2', 'b.jpg']);
    expect(
      await handlers['search.run']({ text: 'type:cr2', sort: 'date', offset: 0, limit: 9 }),
    ).toMatchObject({
      likely: 1,
    });
    writer.scanned.setThere([1]);
    expect(await found('')).toEqual(['a.jpg + a.cr2', 'b.jpg']);
    expect(await found('is:missing')).toEqual([]);
  });

  it('shows its picture where the RAW is missing, which is found as missing', async () => {
    const { found, writer } = await made(files);
    writer.scanned.finishScan(1, [2], NEVER, 5000);
    expect(await found('')).toEqual(['a.jpg', 'b.jpg']);
    expect(await found('is:missing')).toEqual(['a.cr2']);
    expect(await found('type:cr2')).toEqual([]);
    writer.scanned.setThere([2]);
    expect(await found('type:cr2')).toEqual(['a.jpg + a.cr2']);
  });

  it('is one missing photo where all its files are missing', async () => {
    const { found, writer, handlers } = await made(files);
    writer.scanned.finishScan(1, [1, 2], NEVER, 5000);
    expect(await found('')).toEqual(['b.jpg']);
    expect(await found('is:missing')).toEqual(['a.jpg + a.cr2']);
    expect(
      await handlers['search.run']({ text: 'is:missing', sort: 'date', offset: 0, limit: 9 }),
    ).toMatchObject({ likely: 1, interpretations: [{ photos: 1 }] });
  });

  it('keeps what is stated of the stack with the file that is left, and takes it back from both', async () => {
    const { found, writer, handlers } = await made(files);
    const { album } = await handlers['albums.add']({ name: 'Best', search: null });
    const stated = { photos: [1], on: true };
    expect(await handlers['favourites.set'](stated)).toEqual({ changed: [1] });
    expect(await handlers['favourites.set'](stated)).toEqual({ changed: [] });
    expect(await handlers['albums.set']({ album, ...stated })).toMatchObject({ changed: [1] });
    const corrections = [{ photo: 1, label: 'castle', applies: true }];
    const { before } = await handlers['labels.correct']({ corrections });
    expect(before).toEqual([{ photo: 1, label: 'castle', applies: null }]);
    expect(await handlers['albums.list']({})).toMatchObject([{ photos: 1, cover: 1 }]);
    writer.scanned.finishScan(1, [1], NEVER, 5000);
    for (const text of ['is:favourite', 'album:best', 'castle', 'is:favourite album:best castle'])
      expect(await found(text), text).toEqual(['a.cr2']);
    writer.scanned.setThere([1]);
    for (const text of ['is:favourite', 'album:best', 'castle'])
      expect(await found(text), text).toEqual(['a.jpg + a.cr2']);
    await handlers['labels.correct']({ corrections: before });
    expect(await handlers['favourites.set']({ photos: [1], on: false })).toEqual({ changed: [1] });
    expect(await handlers['albums.set']({ album, photos: [1], on: false })).toMatchObject({ changed: [1] });
    writer.scanned.finishScan(1, [1], NEVER, 6000);
    for (const text of ['is:favourite', 'album:best', 'castle']) expect(await found(text), text).toEqual([]);
  });
});

describe('a stack', () => {
  it('is one photo in counts, albums, labels and statements of its RAW', async () => {
    const { found, handlers } = await made([jpeg('a.jpg'), raw('a.cr2'), raw('a.dng'), jpeg('b.jpg')]);
    // A window can still show the RAW that was found before its picture.
    expect(await handlers['favourites.set']({ photos: [2, 1], on: true })).toEqual({ changed: [2, 1] });
    expect(await found('is:favourite')).toEqual(['a.jpg + a.cr2 + a.dng']);
    const { album } = await handlers['albums.add']({ name: 'All', search: null });
    await handlers['albums.set']({ album, photos: [3, 4, 1], on: true });
    expect(await handlers['albums.list']({})).toMatchObject([{ photos: 2 }]);
    expect(await found('album:all')).toHaveLength(2);
    const { likely, interpretations } = await handlers['search.run']({
      text: 'dog',
      sort: 'relevance',
      offset: 0,
      limit: 9,
    });
    expect([likely, interpretations.map((one) => 'photos' in one && one.photos)]).toEqual([2, [2]]);
    expect(
      await handlers['labels.correct']({ corrections: [{ photo: 2, label: 'dog', applies: false }] }),
    ).toMatchObject({
      before: [{ photo: 2, label: 'dog', applies: null }],
    });
    expect(await found('dog')).toEqual(['b.jpg']);
  });

  it('is one of the photos that look the same', async () => {
    const { handlers, found } = await made([
      { name: 'a.jpg', format: 'jpeg', shows: 1 },
      { name: 'a.cr2', format: 'cr2', shows: 1 },
      { name: 'copy of a.jpg', format: 'jpeg', shows: 1 },
      { name: 'b.jpg', format: 'jpeg', shows: 77 },
      { name: 'b.cr2', format: 'cr2', shows: 77 },
    ]);
    const groups = async () => {
      const { working, groups: all } = await handlers['duplicates.list']({ kind: 'near' });
      return working ? null : all.map((group) => group.map(({ photo }) => photo).sort());
    };
    await expect.poll(groups, { timeout: 60_000 }).toEqual([[1, 3]]);
    expect(await found('is:duplicate')).toEqual(['a.jpg + a.cr2', 'copy of a.jpg']);
  });

  it('is found by the metadata of its RAW where the picture has none, and only as long as it is a stack', async () => {
    const { found, details, writer } = await made([
      { name: 'a.jpg', format: 'jpeg', metadata: { keywords: [], caption: 'Of the picture' } },
      {
        name: 'a.cr2',
        format: 'cr2',
        metadata: {
          keywords: ['heron'],
          caption: 'Of the raw file',
          rating: 4,
          lens: 'Made 24-70mm',
          location: { latitude: 48.8566, longitude: 2.3522 },
        },
      },
      jpeg('b.jpg'),
    ]);
    const texts = ['keyword:heron', 'rating:4', 'lens:made', 'paris', 'is:placed', 'is:rated'];
    for (const text of texts) expect(await found(text), text).toEqual(['a.jpg + a.cr2']);
    expect(await found('"of the picture"')).toEqual(['a.jpg + a.cr2']);
    expect(await found('"of the raw file"')).toEqual([]);
    expect(await details(1)).toMatchObject({
      keywords: ['heron'],
      caption: 'Of the picture',
      rating: 4,
      lens: 'Made 24-70mm',
      location: { latitude: 48.8566, longitude: 2.3522 },
    });
    writer.scanned.finishScan(1, [2], NEVER, 5000);
    for (const text of texts) expect(await found(text), text).toEqual([]);
    expect(await details(1)).toMatchObject({ keywords: [], rating: null, lens: null, location: null });
    writer.scanned.setThere([2]);
    for (const text of texts) expect(await found(text), text).toEqual(['a.jpg + a.cr2']);
  });

  it('is of files with one name, in either case and either normal form, and of no others', async () => {
    const { found } = await made([
      jpeg('Café 1.JPG'.normalize('NFC')),
      raw('café 1.cr2'.normalize('NFD')),
      raw('cafe 1.cr2'),
      jpeg('ÄÖ.jpg'),
      raw('äö.CR2'),
      jpeg('x.jpg'),
      raw('x (1).cr2'),
      raw('x-edited.cr2'),
      // Two pictures of one RAW: the older one stands for it.
      jpeg('two.jpeg'),
      jpeg('TWO.JPG'),
      raw('two.cr2'),
      // Names of bytes that are no text are equal by their bytes alone; in other directories nothing is.
      jpeg(Buffer.from([0x6e, 0xff, ...Buffer.from('.jpg')])),
      raw(Buffer.from([0x6e, 0xff, ...Buffer.from('.cr2')])),
      raw(Buffer.from([0x6e, 0xfe, ...Buffer.from('.cr2')])),
      raw('d/x.cr2'),
      jpeg('.jpg'),
      raw('.cr2'),
      jpeg('no extension'),
      raw('no extension.cr2'),
    ]);
    expect(await found('')).toEqual(
      [
        'Café 1.JPG + café 1.cr2',
        'cafe 1.cr2',
        'ÄÖ.jpg + äö.CR2',
        'x.jpg',
        'x (1).cr2',
        'x-edited.cr2',
        'two.jpeg + two.cr2',
        'TWO.JPG',
        'n\ufffd.jpg + n\ufffd.cr2',
        'n\ufffd.cr2',
        'x.cr2',
        '.jpg',
        '.cr2',
        'no extension + no extension.cr2',
      ]
        .map((name) => name.replace('Café', 'Café'.normalize('NFC')).replace('café', 'café'.normalize('NFD')))
        .sort(),
    );
  });

  it('is found by the head of its files, and stays in its place while they are read', async () => {
    const folder = path.join(tempFolder(), 'photos');
    mkdirSync(folder);
    const sample = (name: string): string => path.join(MODELS, 'samples', name);
    copyFileSync(sample('dog.jpg'), path.join(folder, 'IMG_1.JPG'));
    // With a date: one without it has that of its RAW, which here lies behind its head.
    await sharp(sample('parrots.jpg'))
      .withExif({ IFD2: { DateTimeOriginal: '2001:02:03 10:11:12' } })
      .toFile(path.join(folder, 'IMG_2.JPG'));
    const picture = readFileSync(sample('beach.jpg'));
    const thumbnail = await sharp(picture).resize(60).jpeg().toBuffer();
    for (const [name, sensorBytes] of [
      ['IMG_1.CR2', 4000],
      ['IMG_2.CR2', 5000],
      ['IMG_3.CR2', 6000],
    ] as const)
      writeFileSync(
        path.join(folder, name),
        MADE_RAW.cr2({ jpeg: picture, thumbnail, orientation: 1, sensorBytes }),
      );
    const file = path.join(path.dirname(folder), 'library.sqlite');
    const userData = new UserDataWriter(file);
    userData.addFolder(Buffer.from(folder), 0);
    userData.close();
    let progress: Progress | null = null;
    const indexer = superviseIndexer(
      { library: file, models: MODELS, folders: null, resident: false, paused: true },
      {
        onProgress: (now) => {
          progress = now;
        },
      },
    );
    onTestFinished(() => indexer.stop());
    await vi.waitFor(() => expect(progress).toMatchObject({ phase: 'paused', listed: 5, done: 0 }), {
      timeout: 60_000,
    });
    const library = await openAtRest(file);
    onTestFinished(() => library.close());
    const { found, photosOf } = reading(library.handlers);
    const all = ['IMG_1.JPG + IMG_1.CR2', 'IMG_2.JPG + IMG_2.CR2', 'IMG_3.CR2'];
    expect(await found('')).toEqual(all);
    const order = await photosOf('type:jpeg');
    const [dog = 0] = await photosOf('name:img_1');
    expect(await library.handlers['favourites.set']({ photos: [dog], on: true })).toEqual({ changed: [dog] });
    indexer.send({ command: 'resume' });
    expect(await indexer.finished).toMatchObject({ problems: 0 });
    expect(await found('')).toEqual(all);
    expect(await photosOf('type:jpeg')).toEqual(order);
    expect(await found('is:favourite')).toEqual(['IMG_1.JPG + IMG_1.CR2']);
  });
});
