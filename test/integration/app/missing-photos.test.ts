import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { makeUserDataLibrary } from '../../support/user-data-library.ts';

const PHOTOS = 100;
const NEVER = (): boolean => false;

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
  expect(writer.scanned.finishScan(1, ids, NEVER, 5000)).toBe(12);

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
    photos: PHOTOS - 12,
    missing: [{ since: 5000, photos: 12, expected: false }],
  });
  const shown = await calls['explore.get']({ language: 'en' });
  const sum = (cards: readonly { photos: number }[]): number =>
    cards.reduce((all, { photos }) => all + photos, 0);
  expect(sum(shown.years)).toBeLessThanOrEqual(sum(years.years));

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

/** Every known file, by its path below its folder. */
const writerFiles = (writer: IndexWriter): { id: number; path: string }[] =>
  writer.scanned
    .knownDirectories(1)
    .flatMap((directory) => writer.scanned.knownFiles(1, directory))
    .map(({ id, path: place }) => ({ id, path: Buffer.from(place).toString() }));
