import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { recoverLibrary } from '../../../src/store/recover-library.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { makeUserDataLibrary } from '../../support/user-data-library.ts';

const PHOTOS = 40;

/** An open library of made photos, none of them edited. */
async function open() {
  const file = path.join(tempFolder(), 'library.sqlite');
  makeUserDataLibrary(file, '/photos', PHOTOS, false);
  const library = await openAtRest(file, () => {});
  onTestFinished(async () => library.close());
  const { handlers } = library;
  const search = async (text: string) =>
    handlers['search.run']({ text, sort: 'date', offset: 0, limit: 200 });
  const ids = async (text: string): Promise<number[]> =>
    (await search(text)).hits.map(({ photo }) => photo).sort((a, b) => a - b);
  const details = (photo: number) => handlers['photo.get']({ photo, text: '' });
  const change = (photos: number[], what: Parameters<(typeof handlers)['edits.change']>[0]['what']) =>
    handlers['edits.change']({ photos, what });
  return { file, library, handlers, search, ids, details, change };
}

it('turns photos further and upright again: their sides are swapped, and undo turns them back', async () => {
  const { handlers, search, details, change } = await open();
  const [{ width, height } = { width: 0, height: 0 }] = (await search('')).hits;
  const [photo = 0] = (await search('')).hits.map((hit) => hit.photo);
  expect(await change([photo], { change: 'turn', by: 90 })).toEqual({
    before: [{ photo, field: 'turn', value: null }],
  });
  expect((await search('')).hits.find((hit) => hit.photo === photo)).toMatchObject({
    turn: 90,
    width: height,
    height: width,
  });
  const { before } = await change([photo], { change: 'turn', by: 90 });
  expect(await details(photo)).toMatchObject({ turn: 180, width, height, edited: ['turn'] });
  expect(before).toEqual([{ photo, field: 'turn', value: 90 }]);
  await handlers['edits.restore']({ edits: before });
  expect(await details(photo)).toMatchObject({ turn: 90 });
  await change([photo], { change: 'turn', by: 270 });
  expect(await details(photo)).toMatchObject({ turn: null, edited: [] });
});

it('hides photos from every search that asks for neither hidden photos nor an album', async () => {
  const { handlers, search, ids, change } = await open();
  const [album] = await handlers['albums.list']({});
  const inAlbum = await ids('album:Best');
  const [first = 0] = inAlbum;
  const revision = (await search('')).likely;
  await change([first], { change: 'hidden', hidden: true });
  expect((await search('')).likely).toBe(revision - 1);
  expect(await ids('is:hidden')).toEqual([first]);
  expect(await ids('is:隐藏')).toEqual([first]);
  expect(await ids('-is:hidden')).not.toContain(first);
  expect(await ids('is:missing')).toEqual([]);
  expect(await ids('is:favourite')).not.toContain(first);
  expect(await ids('is:favourite is:hidden')).toEqual([first]);
  expect(await ids('album:Best')).toEqual(inAlbum);
  expect((await search('album:Best')).hits.find(({ photo }) => photo === first)?.hidden).toBe(true);
  expect((await handlers['albums.list']({}))[0]?.photos).toBe(album?.photos);
  await change([first], { change: 'hidden', hidden: false });
  expect([await ids('is:hidden'), (await search('')).likely]).toEqual([[], revision]);
});

it('lets the rating of the user win over that of the file, none included', async () => {
  const { ids, details, change } = await open();
  const rated = await ids('is:rated');
  const [photo = 0] = await ids('');
  await change([photo], { change: 'rating', rating: 4 });
  expect(await ids('rating:4')).toContain(photo);
  expect(await details(photo)).toMatchObject({ rating: 4, edited: ['rating'] });
  await change([photo], { change: 'rating', rating: 0 });
  expect(await ids('is:rated')).not.toContain(photo);
  expect(await details(photo)).toMatchObject({ rating: null });
  await change([photo], { change: 'rating', rating: null });
  expect(await ids('is:rated')).toEqual(rated);
});

it('dates forty scans by a year, moves them, and finds them by year, season and timeline', async () => {
  const { search, ids, details, change } = await open();
  const all = await ids('');
  const { before } = await change(all, {
    change: 'taken',
    taken: { local: '1974-01-01T00:00:00', precision: 'year', offset: null },
  });
  expect(before).toHaveLength(PHOTOS);
  expect(await ids('1974')).toEqual(all);
  const found = await search('');
  expect(found.months).toEqual([{ month: '1974', level: 'likely', count: PHOTOS }]);
  expect(found.hits[0]?.takenAt).toBe('1974');
  const [photo = 0] = all;
  expect((await details(photo)).takenAt).toEqual({
    local: '1974-01-01T00:00:00',
    precision: 'year',
    offset: null,
    from: 'user',
  });
  await change([photo], {
    change: 'taken',
    taken: { local: '1974-07-05T12:00:00', precision: 'minute', offset: null },
  });
  expect(await ids('summer 1974')).toContain(photo);
  await change([photo], { change: 'move-date', seconds: -86_400 * 30 });
  expect((await details(photo)).takenAt?.local).toBe('1974-06-05T12:00:00');
  await change([photo], { change: 'time-zone', from: 60, to: 540 });
  expect((await details(photo)).takenAt).toMatchObject({ local: '1974-06-05T20:00:00', offset: 540 });
  // The zone is known now: it is not asked for again.
  await change([photo], { change: 'time-zone', from: 60, to: 0 });
  expect((await details(photo)).takenAt).toMatchObject({ local: '1974-06-05T11:00:00', offset: 0 });
  await change(all, { change: 'taken', taken: null });
  expect((await details(photo)).takenAt?.from).not.toBe('user');
});

it('refuses what is no date, no rating and no turn, and changes nothing', async () => {
  const { handlers, ids } = await open();
  const taken = (local: string) => ({ local, precision: 'day' as const, offset: null });
  const { dispatch } = await import('../../../src/api/dispatch.ts');
  for (const what of [
    { change: 'taken', taken: taken('2019-02-31T00:00:00') },
    { change: 'taken', taken: taken('yesterday') },
    { change: 'taken', taken: { ...taken('2019-02-01T00:00:00'), offset: 100_000 } },
    { change: 'rating', rating: 6 },
    { change: 'turn', by: 45 },
    { change: 'move-date', seconds: Number.MAX_SAFE_INTEGER },
  ]) {
    const reply = await dispatch(handlers, 'window', { call: 'edits.change', input: { photos: [1], what } });
    expect(reply, JSON.stringify(what)).toMatchObject({ ok: false, error: { kind: 'bad-request' } });
  }
  // A date that a move would bring before the first photograph stays.
  const { before } = await handlers['edits.change']({
    photos: [1],
    what: { change: 'move-date', seconds: -300 * 366 * 86_400 },
  });
  expect(before).toEqual([]);
  expect(await ids('')).toHaveLength(PHOTOS);
});

it('keeps edits when the library is lost, in a backup, and by content in another library', async () => {
  const { file, library, handlers, change } = await open();
  await change([1, 2], { change: 'rating', rating: 5 });
  await change([2], { change: 'turn', by: 270 });
  const hidden = await change([3], { change: 'hidden', hidden: true });
  await handlers['edits.restore']({ edits: hidden.before });
  const { json } = await handlers['userData.export']({});
  expect(json).toContain('"field":"turn","value":270');
  await library.close();

  const other = await open();
  const imported = await other.handlers['userData.import']({ json });
  expect(imported).toMatchObject({ edits: 3, skipped: 0 });
  expect(await other.ids('rating:5')).toEqual([1, 2]);
  // The later one counts.
  await other.change([1], { change: 'rating', rating: 2 });
  await other.handlers['userData.import']({ json });
  expect(await other.ids('rating:5')).toEqual([2]);

  const reader = new LibraryReader(file);
  const hash = reader.photo(2)?.hash ?? new Uint8Array();
  reader.close();
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  expect(recoverLibrary(file, true, 0)).toMatchObject({ complete: true });
  const again = new LibraryReader(file);
  onTestFinished(() => again.close());
  expect(again.editsOf(hash)).toEqual({ rating: 5, turn: 270 });
});

it('writes edits into sidecars, and reads them again', async () => {
  const { handlers, change, ids } = await open();
  await change([1], { change: 'rating', rating: 3 });
  await change([1], {
    change: 'taken',
    taken: { local: '1999-08-11T12:30:00', precision: 'minute', offset: 120 },
  });
  const folder = path.join(tempFolder(), 'sidecars');
  mkdirSync(folder);
  await handlers['userData.exportSidecars']({ path: folder, form: 'digikam' });
  const written = readFileSync(path.join(folder, 'photos', 'd1', '1.jpg.xmp'), 'utf8');
  expect(written).toContain('xmp:Rating="3"');
  expect(written).toContain('exif:DateTimeOriginal="1999-08-11T12:30+02:00"');
  const other = await open();
  await other.handlers['userData.importSidecars']({ path: folder });
  expect(await other.ids('1999')).toEqual(await ids('1999'));
  expect(await other.ids('rating:3')).toEqual([1]);
});
