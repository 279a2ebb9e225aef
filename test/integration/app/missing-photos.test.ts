import { copyFileSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { MODELS } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { makeUserDataLibrary } from '../../support/user-data-library.ts';

const PHOTOS = 100;
const SAMPLES = path.join(MODELS, 'samples');
const MANY = (): boolean => true;

/** An open library of made photos. */
async function open() {
  const file = path.join(tempFolder(), 'library.sqlite');
  makeUserDataLibrary(file, '/photos', PHOTOS);
  const library = await openAtRest(file, () => {});
  const writer = new IndexWriter(file);
  onTestFinished(async () => {
    writer.close();
    await library.close();
  });
  const calls = library.handlers;
  const search = async (text: string) =>
    calls['search.run']({ text, sort: 'relevance', offset: 0, limit: 200 });
  const count = async (text: string): Promise<number> => (await search(text)).likely;
  return { calls, writer, search, count };
}

it('excludes photos whose files are missing from searches, albums, explore and counts, and finds them by is:missing', async () => {
  const { calls, writer, search, count } = await open();
  const revision = (await calls['status.get']({})).revision;
  const [years, [album]] = [await calls['explore.get']({ language: 'en' }), await calls['albums.list']({})];
  expect([await count(''), await count('is:missing'), album?.photos]).toEqual([PHOTOS, 0, 10]);
  const gone = (await search('is:favourite')).hits.map(({ photo }) => photo).slice(0, 12);
  const files = new Map(writerFiles(writer).map(({ id, path: place }) => [place, id]));
  const places = await Promise.all(gone.map(async (photo) => calls['photo.get']({ photo, text: '' })));
  const ids = places.map(
    ({ places: [place] }) => files.get([...(place?.directory ?? []), place?.name].join('/')) ?? 0,
  );
  expect(writer.scanned.finishScan(1, ids, MANY, 5000)).toBe(12);

  expect((await calls['status.get']({})).revision).toBeGreaterThan(revision);
  expect([await count(''), await count('is:missing'), await count('is:favourite')]).toEqual([
    PHOTOS - 12,
    12,
    8,
  ]);
  expect(await count('-is:missing')).toBe(PHOTOS - 12);
  expect(await count('is:missing is:favourite')).toBe(12);
  expect(await count('is:缺失')).toBe(12);
  const [found] = (await search('is:missing')).hits;
  expect(found).toMatchObject({ missing: true, favourite: true });
  expect((await search('is:missing')).interpretations).toMatchObject([{ as: 'filter', photos: 12 }]);
  expect((await search('')).hits.some(({ missing }) => missing)).toBe(false);
  expect(await calls['photo.get']({ photo: found?.photo ?? 0, text: '' })).toMatchObject({
    missingSince: 5000,
    favourite: true,
  });
  expect((await calls['folders.list']({}))[0]).toMatchObject({
    state: 'many-missing',
    files: PHOTOS - 12,
    missing: [{ since: 5000, events: [5000], photos: 12, kind: 'many' }],
  });
  const shown = await calls['explore.get']({ language: 'en' });
  const sum = (cards: readonly { photos: number }[]): number =>
    cards.reduce((all, { photos }) => all + photos, 0);
  expect(sum(shown.years)).toBeLessThanOrEqual(sum(years.years));

  // A hidden photo that is missing is found only where both are asked for.
  await calls['edits.change']({ photos: gone.slice(0, 3), what: { change: 'hidden', hidden: true } });
  expect([await count('is:missing'), await count('is:missing is:hidden')]).toEqual([9, 3]);
  await calls['edits.change']({ photos: gone.slice(0, 3), what: { change: 'hidden', hidden: false } });

  writer.scanned.setThere(ids);
  expect([await count(''), await count('is:missing'), await count('is:favourite')]).toEqual([PHOTOS, 0, 20]);
});

it('finds the photos of a folder that cannot be reached as before, and shows its state', async () => {
  const { calls, writer, count } = await open();
  const { revision } = await calls['status.get']({});
  writer.scanned.setUnreachable(1, 'away');
  expect((await calls['status.get']({})).revision).toBeGreaterThan(revision);
  expect([await count(''), await count('is:missing'), await count('is:favourite')]).toEqual([PHOTOS, 0, 20]);
  expect((await calls['folders.list']({}))[0]?.state).toBe('unreachable');
  writer.scanned.setReachable(1);
  expect((await calls['folders.list']({}))[0]?.state).not.toBe('unreachable');
});

/** Real files in a folder, indexed: the sample photos, one of them twice; and what the window shows of them. */
async function indexSamples() {
  const root = tempFolder();
  const [file, folder, away] = [
    path.join(root, 'library.sqlite'),
    path.join(root, 'photos'),
    path.join(root, 'away'),
  ];
  for (const one of [folder, away]) mkdirSync(one);
  const names = readdirSync(SAMPLES).filter((name) => name.endsWith('.jpg'));
  for (const name of names) copyFileSync(path.join(SAMPLES, name), path.join(folder, name));
  const index = async (): Promise<void> => void (await indexFolder(file, folder));
  await index();
  const library = await openAtRest(file, () => {});
  onTestFinished(() => library.close());
  const calls = library.handlers;
  const search = async (text: string) =>
    calls['search.run']({ text, sort: 'relevance', offset: 0, limit: 200 });
  const shown = async (text: string): Promise<string[]> => {
    const { hits } = await search(text);
    const details = await Promise.all(hits.map(({ photo }) => calls['photo.get']({ photo, text: '' })));
    return details.map(({ places: [place] }) => place?.name ?? '').sort();
  };
  const missing = async () =>
    (await calls['folders.list']({})).flatMap((one) => one.missing.map(({ kind, photos }) => [kind, photos]));
  return { folder, away, names, index, calls, search, shown, missing };
}

it('marks a few photos that are moved out of their folder, keeps what was stated of them, and has all of it when they are back', async () => {
  const { folder, away, names, index, calls, search, shown, missing } = await indexSamples();
  const gone = names.slice(0, 3);
  const [first = ''] = gone;
  // The same content in two files is one photo.
  copyFileSync(path.join(folder, first), path.join(folder, 'copy.jpg'));
  await index();
  const total = (await search('')).likely;
  expect(total).toBe(names.length);
  const [favourite] = (await search(`name:${first}`)).hits;
  await calls['favourites.set']({ photos: [favourite?.photo ?? 0], on: true });
  for (const name of [...gone, 'copy.jpg']) renameSync(path.join(folder, name), path.join(away, name));
  await index();
  expect(await missing()).toEqual([['few', 3]]);
  expect([(await search('')).likely, (await search('is:missing')).likely]).toEqual([total - 3, 3]);
  expect(await search('is:favourite')).toMatchObject({ likely: 0, missing: 1 });
  expect(await search('is:missing (is:favourite)')).toMatchObject({ likely: 1, missing: 0 });
  expect((await calls['status.get']({})).photos).toBe(total - 3);
  for (const name of [...gone, 'copy.jpg']) renameSync(path.join(away, name), path.join(folder, name));
  await index();
  expect(await missing()).toEqual([]);
  expect(await shown('is:missing')).toEqual([]);
  expect([(await search('')).likely, (await search('is:favourite')).likely]).toEqual([total, 1]);
});

it('follows a photo that is moved within the library, and never shows it as missing', async () => {
  const { folder, names, index, calls, search, missing } = await indexSamples();
  const [first = ''] = names;
  const [photo] = (await search(`name:${first}`)).hits;
  await calls['favourites.set']({ photos: [photo?.photo ?? 0], on: true });
  mkdirSync(path.join(folder, 'moved'));
  renameSync(path.join(folder, first), path.join(folder, 'moved', first));
  await index();
  expect(await missing()).toEqual([]);
  expect(await search('is:missing')).toMatchObject({ likely: 0, missing: 0 });
  expect((await search('is:favourite')).hits).toMatchObject([{ photo: photo?.photo, missing: false }]);
});

/** Every known file, by its path below its folder. */
const writerFiles = (writer: IndexWriter): { id: number; path: string }[] =>
  writer.scanned
    .knownDirectories(1)
    .flatMap((directory) => writer.scanned.knownFiles(1, directory))
    .map(({ id, path: place }) => ({ id, path: Buffer.from(place).toString() }));
