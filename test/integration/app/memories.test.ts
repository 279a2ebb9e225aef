import { createHash } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ScoredLabel } from '../../../src/domain/label.ts';
import type { DatePrecision, Metadata, TakenAtSource } from '../../../src/domain/metadata.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { readExport } from '../../../src/transfer/read-export.ts';
import { userDataFromJson } from '../../../src/transfer/user-data-from-json.ts';
import { madePhoto } from '../../support/made-photo.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { tempFolder } from '../../support/temp-folder.ts';

interface MadeShot {
  /** Wall clock, YYYY-MM-DDTHH:mm:ss. */
  readonly local: string;
  readonly precision?: DatePrecision;
  readonly from?: TakenAtSource;
  readonly labels?: readonly ScoredLabel[];
  readonly more?: Partial<Metadata>;
}

const BERLIN = { latitude: 52.52, longitude: 13.4 };
const PARIS = { latitude: 48.85, longitude: 2.35 };
const at = (local: string, more: Omit<MadeShot, 'local'> = {}): MadeShot => ({ local, ...more });

/** Shots on so many days at a place, some on each. */
const stay = (location: Metadata['location'], first: string, days: number, perDay = 1): MadeShot[] =>
  Array.from({ length: days * perDay }, (_, n) => {
    const time =
      Date.parse(`${first}T09:00:00Z`) + Math.floor(n / perDay) * 86_400_000 + (n % perDay) * 1_800_000;
    return at(new Date(time).toISOString().slice(0, 19), {
      more: location === undefined ? {} : { location },
    });
  });

/** An open library of made photos; each has its number in the list as its id, from 1. */
async function library(shots: readonly MadeShot[], file = path.join(tempFolder(), 'library.sqlite')) {
  const userData = new UserDataWriter(file);
  const folder = userData.addFolder(Buffer.from('/photos'), 1);
  userData.close();
  const writer = new IndexWriter(file);
  writer.scanned.addFiles(
    folder,
    shots.map((_, n) => ({
      path: Buffer.from(`${n}.jpg`),
      size: n + 1,
      mtime: n,
      ctime: n,
      kind: 'photo',
      cloudOnly: false,
    })),
  );
  writer.photos.save(
    shots.map(({ local, precision = 'second', from = 'exif-original', labels, more }, n) => {
      const photo = madePhoto(n + 1, n + 1, labels ?? [{ label: 'dog', score: 0.99 }]);
      const metadata = { keywords: [], takenAt: { local, precision, from, offset: null }, ...more };
      return {
        ...photo,
        hash: createHash('sha256').update(`content ${n}`).digest(),
        decoded: { ...photo.decoded, metadata },
      };
    }),
    'm',
  );
  writer.close();
  const opened = await openAtRest(file, () => {});
  onTestFinished(() => opened.close());
  const { handlers } = opened;
  const ofDay = async (day: string) => (await handlers['memories.ofDay']({ day, language: 'en' })).memories;
  return {
    handlers,
    opened,
    file,
    ofDay,
    keys: async (day: string) => (await ofDay(day)).map(({ memory }) => memory),
    ids: async (memory: string) => (await handlers['memories.open']({ memory, language: 'en' }))?.ids ?? null,
    found: async (text: string) =>
      (await handlers['search.run']({ text, sort: 'date', offset: 0, limit: 500 })).hits.map(
        ({ photo }) => photo,
      ),
  };
}

const TODAY = '2024-07-06';
const DAY = 'day-2021-07-06_2021-07-06';
/** Four shots of a day, hours apart. */
const FOUR = ['08', '10', '12', '14'].map((hour) => at(`2021-07-06T${hour}:00:00`));

describe('memories of a day', () => {
  it('are of this day in earlier years, with their photos by search too', async () => {
    const { ofDay, ids, found } = await library([
      ...FOUR,
      at('2024-07-06T09:00:00'),
      at('2021-08-01T09:00:00'),
    ]);
    expect(await ofDay(TODAY)).toEqual([
      {
        memory: DAY,
        kind: 'day',
        span: { from: '2021-07-06', to: '2021-07-06' },
        person: null,
        place: null,
        isSouthern: false,
        photos: 4,
        cover: 1,
      },
    ]);
    expect(await ids(DAY)).toEqual([1, 2, 3, 4]);
    expect(await found(`memory:${DAY}`)).toEqual([4, 3, 2, 1]);
    expect(await ids('day-2010-01-01_2010-01-01')).toBe(null);
    expect(await found('memory:nothing')).toEqual([]);
  });

  it('have no photos of screens and papers, none of doubtful dates, hidden, missing or rejected', async () => {
    const noon = '2021-07-06T12:00:00';
    const plain = (label: string): MadeShot => at(noon, { labels: [{ label, score: 0.99 }] });
    const { ids, handlers } = await library([
      ...FOUR,
      ...['screenshot', 'receipt', 'document'].map(plain),
      at('2021-07-06T00:00:00', { precision: 'month' }),
      at('2021-07-06T13:00:00', { from: 'file-time' }),
      at('2021-07-06T15:00:00', { more: { rating: -1 } }),
      at('2021-07-06T16:00:00'),
    ]);
    expect(await ids(DAY)).toEqual([1, 2, 3, 4, 11]);
    await handlers['edits.change']({ photos: [11], what: { change: 'hidden', hidden: true } });
    expect(await ids(DAY)).toEqual([1, 2, 3, 4]);
    expect(await ids('day-1970-01-01_1970-01-01')).toBe(null);
  });

  it('have none with the date of a clock that was never set', async () => {
    const { ids } = await library([
      at('1980-01-01T05:00:00'),
      at('2003-01-01T00:00:00'),
      // After a party.
      at('2003-01-01T00:40:00'),
    ]);
    expect(await ids('day-1980-01-01_1980-01-01')).toBe(null);
    expect(await ids('day-2003-01-01_2003-01-01')).toEqual([3]);
  });

  it('prefer what the user said, and show no two of one moment', async () => {
    const burst = Array.from({ length: 5 }, (_, n) => at(`2021-07-06T09:00:0${Math.floor(n / 2)}`));
    const { ids, handlers, ofDay } = await library([...burst, ...FOUR]);
    expect(await ids(DAY)).toHaveLength(5);
    await handlers['favourites.set']({ photos: [4], on: true });
    expect((await ids(DAY))?.filter((id) => id <= 5)).toEqual([4]);
    expect((await ofDay(TODAY))[0]?.cover).toBe(4);
  });

  it('are the same for the same day, and others on another', async () => {
    const shots = [2017, 2018, 2019, 2020].flatMap((year) => [
      ...stay(BERLIN, `${year}-03-01`, 90),
      ...stay(PARIS, `${year}-05-30`, 4, 12),
      ...stay(BERLIN, `${year}-06-04`, 60),
      ...stay(PARIS, `${year}-09-01`, 4, 12),
    ]);
    const { keys } = await library(shots);
    const first = await keys('2024-07-06');
    expect(await keys('2024-07-06')).toEqual(first);
    const days = await Promise.all(['2024-07-07', '2024-07-08', '2024-07-09', '2024-07-10'].map(keys));
    expect(
      new Set(days.map((day) => day.filter((key) => key.startsWith('trip-')).join())).size,
    ).toBeGreaterThan(1);
  });
});

describe('memories of trips, seasons and years', () => {
  const year = [
    ...stay(BERLIN, '2019-04-01', 60),
    ...stay(PARIS, '2019-06-05', 5, 12),
    ...stay(BERLIN, '2019-06-15', 60),
  ];

  it('are named after the place, and spread over the days of the trip', async () => {
    const { ofDay, ids } = await library(year);
    const [trip] = (await ofDay('2024-02-10')).filter(({ kind }) => kind === 'trip');
    expect(trip).toMatchObject({
      memory: 'trip-2019-06-05_2019-06-09',
      place: { name: 'Paris' },
      photos: 60,
    });
    expect(await ids('trip-2019-06-05_2019-06-09')).toHaveLength(60);
    expect((await ofDay('2024-07-10')).map(({ kind }) => kind)).toEqual(['day', 'trip', 'season', 'year']);
  });

  it('of Southern seasons know where they are', async () => {
    const { ofDay } = await library(stay({ latitude: -33.87, longitude: 151.2 }, '2019-06-01', 40));
    expect((await ofDay('2024-07-20')).find(({ kind }) => kind === 'season')).toMatchObject({
      isSouthern: true,
    });
  });
});

describe('what the user keeps out of memories', () => {
  it('stays hidden, and comes back where it is let in again', async () => {
    const { keys, handlers } = await library(FOUR);
    const hidden = [{ kind: 'memory', value: DAY } as const];
    expect(await handlers['memories.exclude']({ exclusions: hidden, on: true })).toEqual({ changed: hidden });
    expect(await handlers['memories.exclude']({ exclusions: hidden, on: true })).toEqual({ changed: [] });
    expect(await keys(TODAY)).toEqual([]);
    expect(await handlers['memories.excluded']({ language: 'en' })).toEqual([{ ...hidden[0], name: null }]);
    await handlers['memories.exclude']({ exclusions: hidden, on: false });
    expect(await keys(TODAY)).toEqual([DAY]);
  });

  it('is days, a place or a person, whose photos are in no memory', async () => {
    const people = [{ name: 'Anna', area: null }];
    const shots = [
      ...FOUR,
      at('2020-07-06T08:00:00', { more: { location: PARIS } }),
      at('2019-07-06T08:00:00', { more: { people } }),
    ];
    const { keys, handlers } = await library(shots);
    const all = ['2021', '2020', '2019'].map((year) => `day-${year}-07-06_${year}-07-06`);
    expect(await keys(TODAY)).toEqual(all);
    const exclude = (kind: 'days' | 'place' | 'person', value: string) =>
      handlers['memories.exclude']({ exclusions: [{ kind, value }], on: true });
    await exclude('days', '2021-07-01_2021-07-06');
    expect(await keys(TODAY)).toEqual(all.slice(1));
    await exclude('place', 'country:FR');
    expect(await keys(TODAY)).toEqual(all.slice(2));
    await exclude('person', 'Anna');
    expect(await keys(TODAY)).toEqual([]);
    expect(await handlers['memories.excluded']({ language: 'zh' })).toContainEqual({
      kind: 'place',
      value: 'country:FR',
      name: '法国',
    });
  });

  it('is exported, imported, and kept where the library is lost', async () => {
    const { handlers } = await library(FOUR);
    const exclusions = [{ kind: 'person', value: 'Anna' } as const];
    await handlers['memories.exclude']({ exclusions, on: true });
    await handlers['memories.show']({ shown: false });
    const { json } = await handlers['userData.export']({});
    expect(userDataFromJson(readExport(json)).userData.memoryExclusions).toMatchObject(exclusions);
    const other = await library([]);
    expect(await other.handlers['userData.import']({ json })).toMatchObject({
      memoryExclusions: 1,
      skipped: 0,
    });
    expect(await other.handlers['memories.excluded']({ language: 'en' })).toMatchObject(exclusions);
    expect(await other.handlers['memories.ofDay']({ day: TODAY, language: 'en' })).toMatchObject({
      shown: false,
    });
  });
});
