import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { dispatch } from '../../../src/api/dispatch.ts';
import { isInArea, printArea } from '../../../src/domain/geo-area.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { madePhoto } from '../../support/made-photo.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { random as seeded } from '../../support/random.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { makeUserDataLibrary } from '../../support/user-data-library.ts';

const PHOTOS = 40;
const EARTH = { south: -90, west: -180, north: 90, east: 180 };
const PARIS = { latitude: 48.8566, longitude: 2.3522 };
const SUVA = { latitude: -18.1416, longitude: 178.4415 };

/** An open library of made photos, none of which has a place. */
async function open() {
  const file = path.join(tempFolder(), 'library.sqlite');
  makeUserDataLibrary(file, '/photos', PHOTOS, false);
  const library = await openAtRest(file, () => {});
  onTestFinished(async () => library.close());
  const { handlers } = library;
  const ids = async (text: string): Promise<number[]> =>
    (await handlers['search.run']({ text, sort: 'date', offset: 0, limit: 200 })).hits
      .map(({ photo }) => photo)
      .sort((a, b) => a - b);
  const place = (photos: number[], at: typeof PARIS | null) =>
    handlers['edits.change']({ photos, what: { change: 'place', place: at } });
  const details = (photo: number) => handlers['photo.get']({ photo, text: '' });
  return { file, library, handlers, ids, place, details };
}

it('gives forty scans a place: found by it, by the map and on Explore, and taken back by one undo', async () => {
  const { handlers, ids, place, details } = await open();
  const all = await ids('');
  expect(await handlers['map.extent']({ text: '' })).toEqual({ placed: 0, unplaced: PHOTOS, area: null });
  const { before } = await place(all, PARIS);
  expect(before).toHaveLength(PHOTOS);
  expect(await ids('in:Paris')).toEqual(all);
  expect(await ids('is:placed')).toEqual(all);
  expect(await ids('area:48,2,49,3')).toEqual(all);
  expect(await ids('area:10,2,20,3')).toEqual([]);
  expect(await ids('-area:48,2,49,3')).toEqual([]);
  const { places } = await handlers['explore.get']({ language: 'en' });
  expect(places.map(({ name, photos }) => [name, photos])).toEqual([['Paris', PHOTOS]]);
  const { location, edited } = await details(1);
  expect(edited).toEqual(['place']);
  expect(location).toMatchObject({
    ...PARIS,
    places: [{ en: 'Paris' }, expect.anything(), { en: 'France' }],
  });
  const [cluster, ...others] = await handlers['map.clusters']({ text: '', zoom: 3, area: EARTH });
  expect(others).toEqual([]);
  expect(cluster).toMatchObject({ photos: PHOTOS, name: { en: 'Paris' }, isSpread: false });
  await handlers['edits.restore']({ edits: before });
  expect([await ids('is:placed'), await ids('in:Paris')]).toEqual([[], []]);
  expect((await details(1)).edited).toEqual([]);
});

it('counts on a card of Explore what a search for the place finds: a part of a city is in the city', async () => {
  const { handlers, ids, place } = await open();
  const photos = await ids('');
  await place(photos.slice(0, 3), { latitude: 47.2627, longitude: 11.3945 });
  await place(photos.slice(3, 5), { latitude: 47.2502, longitude: 11.3969 });
  await place(photos.slice(5, 9), PARIS);
  const { places } = await handlers['explore.get']({ language: 'en' });
  const shown = Object.fromEntries(places.map((card) => [card.name, card.photos]));
  expect(shown).toEqual({ Innsbruck: 5, Wilten: 2, Paris: 4 });
  for (const { text, photos: count } of places) expect(await ids(text), text).toHaveLength(count);
});

it('finds by area what a naive loop over the same places finds', async () => {
  const { handlers, ids, place } = await open();
  const random = seeded(5);
  const at = new Map<number, typeof PARIS>();
  for (const photo of (await ids('')).slice(0, 30)) {
    const given = { latitude: random() * 170 - 85, longitude: random() * 360 - 180 };
    at.set(photo, given);
    await place([photo], given);
  }
  for (let round = 0; round < 60; round++) {
    const [a, b] = [random() * 180 - 90, random() * 180 - 90];
    const sides = { west: random() * 360 - 180, east: random() * 360 - 180 };
    const area = { south: Math.min(a, b), north: Math.max(a, b), ...sides };
    const expected = [...at].filter(([, given]) => isInArea(area, given)).map(([photo]) => photo);
    expect(await ids(`area:${printArea(area)}`)).toEqual(expected.sort((x, y) => x - y));
  }
  const { interpretations } = await handlers['search.run']({
    text: 'area:1,2,3,4',
    sort: 'date',
    offset: 0,
    limit: 1,
  });
  expect(interpretations[0]?.meaning.en).toBe('in this area of the map');
});

it('counts each photo once in the clusters, and lists the photos of one as they are counted', async () => {
  const { handlers, ids, place } = await open();
  const all = await ids('');
  await place(all.slice(0, 12), PARIS);
  await place(all.slice(12, 20), SUVA);
  await place(all.slice(20, 25), { ...SUVA, longitude: -179.9 });
  for (const zoom of [0, 3, 6, 9]) {
    const clusters = await handlers['map.clusters']({ text: '', zoom, area: EARTH });
    expect(clusters.reduce((sum, { photos }) => sum + photos, 0)).toBe(25);
    for (const { cover, photos } of clusters) {
      const list = { of: 'cluster', zoom, photo: cover } as const;
      const { total, hits } = await handlers['map.photos']({ text: '', list, offset: 0, limit: 100 });
      expect([total, hits.length]).toEqual([photos, photos]);
      expect(hits.map(({ photo }) => photo)).toContain(cover);
    }
  }
  // Fiji lies on both sides of the 180th meridian.
  const pacific = { south: -30, west: 170, north: 0, east: -170 };
  const fiji = await handlers['map.clusters']({ text: '', zoom: 3, area: pacific });
  expect(fiji.map(({ photos, area }) => [photos, area.west > area.east])).toEqual([[13, true]]);
  const list = { of: 'unplaced' } as const;
  expect((await handlers['map.photos']({ text: '', list, offset: 0, limit: 5 })).total).toBe(PHOTOS - 25);
  // Those of a search alone.
  expect((await handlers['map.extent']({ text: 'is:favourite' })).placed).toBe(
    (await ids('is:favourite is:placed')).length,
  );
});

it('keeps places when photos are indexed again, in a backup and in sidecars that other programs read', async () => {
  const { file, handlers, place } = await open();
  await place([1, 2], PARIS);
  await place([3], { latitude: -33.8688, longitude: 151.2093 });
  const { json } = await handlers['userData.export']({});
  const folder = path.join(tempFolder(), 'sidecars');
  mkdirSync(folder);
  await handlers['userData.exportSidecars']({ path: folder, form: 'digikam' });
  const written = readFileSync(path.join(folder, 'photos', 'd3', '3.jpg.xmp'), 'utf8');
  expect(written).toContain('exif:GPSLatitude="33,52.128000S"');
  expect(written).toContain('exif:GPSLongitude="151,12.558000E"');

  const writer = new IndexWriter(file);
  writer.photos.save([madePhoto(1, 1), madePhoto(3, 3)], 'm');
  writer.close();
  expect((await handlers['search.run']({ text: 'in:Paris', sort: 'date', offset: 0, limit: 9 })).likely).toBe(
    2,
  );

  for (const how of ['backup', 'sidecars'] as const) {
    const other = await open();
    if (how === 'backup') await other.handlers['userData.import']({ json });
    else await other.handlers['userData.importSidecars']({ path: folder });
    expect(await other.ids('in:Paris'), how).toEqual([1, 2]);
    expect(await other.ids('in:Australia'), how).toEqual([3]);
  }
});

it('proposes the place of a photo that was taken within an hour', async () => {
  const { handlers, place } = await open();
  const taken = (photo: number, local: string) =>
    handlers['edits.change']({
      photos: [photo],
      what: { change: 'taken', taken: { local, precision: 'minute', offset: null } },
    });
  await taken(1, '2019-07-06T10:00:00');
  await taken(2, '2019-07-06T10:20:00');
  await taken(3, '2019-07-06T10:50:00');
  await taken(4, '2019-07-06T15:00:00');
  await place([1], PARIS);
  await place([3], SUVA);
  const near = await handlers['map.near']({ photos: [2] });
  expect(near.map(({ photo, seconds, name }) => [photo, seconds, name?.en])).toEqual([
    [1, -1200, 'Paris'],
    [3, 1800, 'Suva'],
  ]);
  expect(await handlers['map.near']({ photos: [4] })).toEqual([]);
});

it('knows the names of cities and countries', async () => {
  const { handlers } = await open();
  const cities = await handlers['map.cities']({
    area: { south: 48, west: 2, north: 49.5, east: 3 },
    most: 3,
  });
  expect(cities[0]?.name).toEqual({ en: 'Paris', zh: '巴黎' });
  const over = await handlers['map.cities']({
    area: { south: -20, west: 176, north: -15, east: -178 },
    most: 5,
  });
  expect(over.map(({ name }) => name.en)).toContain('Suva');
  const find = async (typed: string) => (await handlers['map.find']({ typed })).map(({ name }) => name.en);
  expect((await find('pari'))[0]).toBe('Paris');
  expect((await find('巴黎'))[0]).toBe('Paris');
  expect((await find('sao pau'))[0]).toBe('São Paulo');
  expect(await find('xqzzzy')).toEqual([]);
  const countries = await handlers['map.countries']({});
  expect(countries.find(({ code }) => code === 'CN')?.name).toEqual({ en: 'China', zh: '中国' });
  expect((await handlers['map.at'](PARIS)).map(({ en }) => en).at(-1)).toBe('France');
});

it('refuses places that are not on the earth, and changes nothing', async () => {
  const { handlers, ids } = await open();
  for (const place of [{ latitude: 91, longitude: 0 }, { latitude: 0, longitude: 181 }, { latitude: 1 }]) {
    const input = { photos: [1], what: { change: 'place', place } };
    const reply = await dispatch(handlers, 'window', { call: 'edits.change', input });
    expect(reply, JSON.stringify(place)).toMatchObject({ ok: false, error: { kind: 'bad-request' } });
  }
  expect(await ids('is:placed')).toEqual([]);
});
