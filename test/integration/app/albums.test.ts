import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { recoverLibrary } from '../../../src/store/recover-library.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { makeUserDataLibrary } from '../../support/user-data-library.ts';

const PHOTOS = 40;

async function open(file = path.join(tempFolder(), 'library.sqlite')) {
  makeUserDataLibrary(file, '/photos', PHOTOS, false);
  const library = await openAtRest(file, () => {});
  onTestFinished(async () => library.close());
  const { handlers } = library;
  const run = (text: string, within?: { album: number; outside?: boolean }) =>
    handlers['search.run']({
      text,
      sort: 'relevance',
      offset: 0,
      limit: 200,
      within: within && { outside: false, ...within },
    });
  const ids = async (text: string, within?: { album: number; outside?: boolean }): Promise<number[]> =>
    (await run(text, within)).hits.map(({ photo }) => photo);
  const albumOf = async (name: string) => {
    const found = (await handlers['albums.list']({})).find((one) => one.name === name);
    if (found === undefined) throw new Error(`no album ${name}`);
    return found;
  };
  const { album } = await albumOf('Best');
  // Six of its photos have dates, in another order than that of their ids.
  for (let day = 10; day < PHOTOS; day++)
    await handlers['edits.change']({
      photos: [day],
      what: {
        change: 'taken',
        taken: {
          local: `2019-0${(day % 7) + 1}-${10 + (day % 15)}T12:00:00`,
          precision: 'second',
          offset: null,
        },
      },
    });
  return { file, library, handlers, run, ids, albumOf, album };
}

it('shows the photos of an album oldest first, and its page has as many as its card', async () => {
  const { run, ids, albumOf, album } = await open();
  const best = await albumOf('Best');
  const found = await run('', { album });
  expect(best).toMatchObject({ photos: 10, order: 'oldest', isCoverChosen: false });
  expect([found.likely, found.hits.length]).toEqual([best.photos, best.photos]);
  const dates = found.hits.map(({ takenAt }) => takenAt ?? '9');
  expect(dates).toEqual(dates.toSorted());
  expect(found.months.map(({ month }) => month ?? '9')).toEqual(
    found.months.map(({ month }) => month ?? '9').toSorted(),
  );
  const dated = dates.filter((date) => date !== '9');
  expect(dated.length).toBeGreaterThan(3);
  expect([best.from, best.to]).toEqual([dated[0], dated.at(-1)]);
  expect(await ids('', { album })).toContain(best.cover);
});

it('searches within an album and outside of it; both parts make the whole', async () => {
  const { run, ids, album } = await open();
  const all = await ids('is:favourite');
  const inside = await ids('is:favourite', { album });
  const outside = await ids('is:favourite', { album, outside: true });
  expect(inside.length).toBeGreaterThan(0);
  expect(outside.length).toBeGreaterThan(0);
  expect([...inside, ...outside].sort((a, b) => a - b)).toEqual(all.sort((a, b) => a - b));
  // Its chip counts what the click on it finds here.
  const { interpretations } = await run('is:favourite', { album });
  expect(interpretations[0]?.photos).toBe(inside.length);
});

it('finds the place of a photo in the order of the album', async () => {
  const { handlers, ids, album } = await open();
  const order = await ids('', { album });
  for (const [rank, photo] of order.entries())
    expect(
      await handlers['search.rank']({ text: '', sort: 'date', photo, within: { album, outside: false } }),
    ).toEqual({ rank });
});

it('keeps an order by hand, moves photos in it, and puts them back', async () => {
  const { handlers, run, ids, albumOf, album } = await open();
  const first = await ids('', { album });
  const { moved, before } = await handlers['albums.move']({ album, photos: first.slice(0, 1), to: 'later' });
  expect([moved, before.order]).toEqual([1, 'oldest']);
  const [a = 0, b = 0, ...rest] = first;
  expect(await ids('', { album })).toEqual([b, a, ...rest]);
  expect((await run('', { album })).months).toEqual([]);
  expect((await albumOf('Best')).order).toBe('hand');
  await handlers['albums.move']({ album, photos: rest.slice(-2), to: { before: b } });
  expect(await ids('', { album })).toEqual([...rest.slice(-2), b, a, ...rest.slice(0, -2)]);
  await handlers['albums.arrange'](before);
  expect(await ids('', { album })).toEqual(first);
  await handlers['albums.arrange']({ album, order: 'newest', photos: null });
  const undated = first.slice(-4);
  expect(await ids('', { album })).toEqual([...first.slice(0, -4).toReversed(), ...undated]);
});

it('puts photos that were removed from an order by hand back at their places', async () => {
  const { handlers, ids, album } = await open();
  const first = await ids('', { album });
  await handlers['albums.move']({ album, photos: first.slice(0, 1), to: { before: null } });
  const order = await ids('', { album });
  const { changed, arranged } = await handlers['albums.set']({ album, photos: order.slice(3, 5), on: false });
  expect(await ids('', { album })).toEqual(order.toSpliced(3, 2));
  await handlers['albums.set']({ album, photos: changed, on: true });
  await handlers['albums.arrange']({ album, order: 'hand', photos: arranged });
  expect(await ids('', { album })).toEqual(order);
});

it('has the cover that the user chose as long as that photo is in the album', async () => {
  const { handlers, ids, albumOf, album } = await open();
  const order = await ids('', { album });
  const [cover = 0] = order.slice(4);
  expect(await handlers['albums.cover']({ album, photo: cover })).toEqual({ before: null });
  expect(await albumOf('Best')).toMatchObject({ cover, isCoverChosen: true });
  await handlers['albums.set']({ album, photos: [cover], on: false });
  expect((await albumOf('Best')).isCoverChosen).toBe(false);
  await handlers['albums.set']({ album, photos: [cover], on: true });
  expect(await albumOf('Best')).toMatchObject({ cover, isCoverChosen: true });
});

it('has no cover that is not in the album, filled by hand or by a search', async () => {
  const { handlers, ids, run, albumOf, album } = await open();
  const { album: stars } = await handlers['albums.add']({ name: 'Stars', search: 'is:favourite' });
  for (const one of [album, stars]) {
    const inside = new Set(await ids('', { album: one }));
    const other = (await run('')).hits.find(({ photo }) => !inside.has(photo))?.photo ?? 0;
    await expect(async () => handlers['albums.cover']({ album: one, photo: other })).rejects.toMatchObject({
      kind: 'bad-request',
      reason: { code: 'not-in-album' },
    });
    const [cover = 0] = inside;
    await handlers['albums.cover']({ album: one, photo: cover });
  }
  expect(await albumOf('Best')).toMatchObject({ isCoverChosen: true });
  // What is in the album no more is not what an undo goes back to.
  const [first = 0, second = 0] = await ids('', { album });
  await handlers['albums.cover']({ album, photo: first });
  await handlers['albums.set']({ album, photos: [first], on: false });
  expect(await handlers['albums.cover']({ album, photo: second })).toEqual({ before: null });
});

it('deletes an album and puts it back with its photos, order, cover and id', async () => {
  const { handlers, ids, albumOf, album } = await open();
  const [photo = 0] = await ids('', { album });
  await handlers['albums.move']({ album, photos: [photo], to: 'later' });
  await handlers['albums.cover']({ album, photo });
  const [before, order] = [await albumOf('Best'), await ids('', { album })];
  const { undo } = await handlers['albums.remove']({ album });
  expect((await handlers['albums.list']({})).map(({ name }) => name)).toEqual(['Dogs']);
  await handlers['albums.restore']({ undo });
  expect({ ...(await albumOf('Best')), changedAt: 0 }).toEqual({ ...before, changedAt: 0 });
  expect(await ids('', { album })).toEqual(order);
  await expect(async () => handlers['albums.restore']({ undo })).rejects.toMatchObject({ kind: 'not-found' });
});

it('counts an album that is a search like the search, which can be changed', async () => {
  const { handlers, run, albumOf } = await open();
  const { album } = await handlers['albums.add']({ name: 'Stars', search: 'is:favourite' });
  const counts = async (text: string) => [(await run(text)).likely, (await run('', { album })).likely];
  const [found] = await counts('is:favourite');
  expect(await counts('is:favourite')).toEqual([found, found]);
  expect(await albumOf('Stars')).toMatchObject({ photos: found, order: 'newest' });
  const [photo = 0] = (await run('is:favourite')).hits.map((hit) => hit.photo);
  await handlers['edits.change']({ photos: [photo], what: { change: 'hidden', hidden: true } });
  expect(await counts('is:favourite')).toEqual([(found ?? 0) - 1, (found ?? 0) - 1]);
  expect(await handlers['albums.search']({ album, search: 'is:hidden' })).toEqual({ before: 'is:favourite' });
  expect(await counts('is:hidden')).toEqual([1, 1]);
  expect((await albumOf('Stars')).photos).toBe(1);
  await expect(async () =>
    handlers['albums.arrange']({ album, order: 'hand', photos: null }),
  ).rejects.toMatchObject({ kind: 'bad-request' });
});

it('names the album that was changed last, by itself or by its photos', async () => {
  const { handlers, ids, album } = await open();
  const latest = async () =>
    (await handlers['albums.list']({})).toSorted((a, b) => b.changedAt - a.changedAt)[0]?.name;
  const { album: other } = await handlers['albums.add']({ name: 'Other', search: null });
  expect(await latest()).toBe('Other');
  const [photo = 0] = await ids('', { album });
  await handlers['albums.set']({ album, photos: [photo], on: false });
  await handlers['albums.set']({ album, photos: [photo], on: true });
  expect(await latest()).toBe('Best');
  await handlers['albums.rename']({ album: other, name: 'Another' });
  expect(await latest()).toBe('Another');
});

it('rebuilds order and cover from the journal, and takes them over from an export', async () => {
  const { file, library, handlers, ids, albumOf, album } = await open();
  const order = await ids('', { album });
  await handlers['albums.move']({ album, photos: order.slice(0, 2), to: { before: null } });
  await handlers['albums.cover']({ album, photo: order[5] ?? 0 });
  const [wanted, shown] = [await ids('', { album }), await albumOf('Best')];
  const { json } = await handlers['userData.export']({});
  await library.close();

  const other = await open();
  await other.handlers['albums.remove']({ album: other.album });
  await other.handlers['userData.import']({ json });
  const taken = await other.albumOf('Best');
  expect(taken).toMatchObject({ order: 'hand', cover: shown.cover, isCoverChosen: true });
  expect(await other.ids('', { album: taken.album })).toEqual(wanted);

  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  expect(recoverLibrary(file, true, 0)).toMatchObject({ complete: true });
  const userData = new UserDataWriter(file);
  onTestFinished(() => userData.close());
  const again = userData.statements.read().albums.find(({ name }) => name === 'Best');
  const exported = JSON.parse(json).albums.find(({ name }: { name: string }) => name === 'Best');
  const hex = (hash: Uint8Array | null | undefined) => Buffer.from(hash ?? []).toString('hex');
  expect([again?.order, hex(again?.cover)]).toEqual(['hand', exported.cover]);
  expect(again?.photos.map(hex)).toEqual(exported.photos);
});
