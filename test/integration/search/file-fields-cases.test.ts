import { cpSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../src/app/library.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { CASES, HAS_CASES } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const FOLDERS = ['date', 'text', 'place', 'people', 'twice'];
const SUFFIX = HAS_CASES ? '' : ' (skipped: ../shared/cases is not there)';
const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const photos = path.join(root, 'photos');
let library: Library;

/** Dates of the cases, as the viewer has them. */
const DATES = [
  ['exif-1985-00-00.jpg', '1985-01-01T00:00:00', 'year', 'exif-original'],
  ['exif-unpadded.jpg', '2017-03-04T05:06:07', 'second', 'exif-original'],
  ['exif-24h.jpg', '2017-03-04T00:00:00', 'day', 'exif-original'],
  ['exif-modifydate-only.jpg', '2017-03-04T05:06:07', 'second', 'exif-modified'],
  ['12.07.2019 Strand.jpg', '2019-07-12T00:00:00', 'day', 'file-name'],
  ['DSC_0043.jpg', '2019-07-12T00:00:00', 'day', 'folder-name'],
  ['IMG_20130712_165427.jpg', '2013-07-12T16:54:27', 'second', 'file-name'],
  ['WhatsApp Image 2019-07-12 at 9.11.12 PM (1).jpeg', '2019-07-12T21:11:12', 'second', 'file-name'],
  ['png-creation-time.png', '2017-03-04T05:06:07', 'second', 'png-text'],
] as const;

async function writePhoto(name: string, shade: number, comment?: string): Promise<void> {
  const file = path.join(photos, name);
  mkdirSync(path.dirname(file), { recursive: true });
  const background = { r: shade, g: 255 - shade, b: shade };
  const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer();
  const text = Buffer.from(comment ?? '');
  const segment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, text.length + 2]), text]);
  writeFileSync(
    file,
    comment === undefined ? jpeg : Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]),
  );
  utimesSync(file, 1_715_000_000, 1_715_000_000);
}

beforeAll(async () => {
  mkdirSync(photos);
  if (HAS_CASES)
    for (const name of FOLDERS) cpSync(path.join(CASES, name), path.join(photos, name), { recursive: true });
  await writePhoto('month/2019-07 x/a.jpg', 10);
  await writePhoto('Iceland 2019/b.jpg', 40);
  await writePhoto('plain.jpg', 80);
  await writePhoto('2018-01-02 comment.jpg', 120, 'Quokkafest in town');
  const file = path.join(root, 'library.sqlite');
  await indexFolder(file, photos);
  library = await openAtRest(file, () => {});
});
afterAll(async () => {
  await library.close();
  removeFolder(root);
});

const search = (text: string, sort: 'relevance' | 'date' = 'relevance') =>
  library.handlers['search.run']({ text, sort, verbatim: false, offset: 0, limit: 200 });
const details = (photo: number) => library.handlers['photo.get']({ photo, text: '' });

/** Paths of the likely photos, all copies of each. */
async function likely(text: string): Promise<string[]> {
  const { hits } = await search(text);
  const found = await Promise.all(
    hits.filter(({ level }) => level === 'likely').map(({ photo }) => details(photo)),
  );
  return found.flatMap(({ places }) => places.map(({ directory, name }) => [...directory, name].join('/')));
}

const detailsOf = async (name: string) => {
  const { hits } = await search(`name:"${name}"`);
  return details(hits[0]?.photo ?? 0);
};

describe.skipIf(!HAS_CASES)(`cases of dates, texts, places and people in files${SUFFIX}`, () => {
  it.each(DATES)('%s was taken at %s, known to the %s, by %s', async (name, local, precision, from) => {
    expect((await detailsOf(name)).takenAt).toMatchObject({ local, precision, from });
  });

  it('a year is found by its decade', async () => {
    expect(await likely('80s')).toContain('date/exif-1985-00-00.jpg');
  });

  it('names of people and places are shown', async () => {
    expect((await detailsOf('mwg-region.jpg')).people).toEqual(['Zorblatt Person']);
    expect((await detailsOf('xmp-city.jpg')).placeNames).toEqual(['Harpa', 'Reykjavik', 'Iceland']);
    expect(await likely('Reykjavik')).toContain('place/xmp-city.jpg');
  });
});

describe('photos that say little', () => {
  it('a date of a month is found by the month and the year, not by a day', async () => {
    const month = 'month/2019-07 x/a.jpg';
    for (const text of ['date:2019-07', 'date:2019', 'July 2019', 'date:"summer 2019"'])
      expect(await likely(text), text).toContain(month);
    for (const text of ['date:2019-07-12', 'date:2019-08', 'date:weekends', 'date:mornings'])
      expect(await likely(text), text).not.toContain(month);
    expect((await detailsOf('a.jpg')).takenAt).toMatchObject({ precision: 'month', from: 'folder-name' });
  });

  it('a date of a year is found by the year alone', async () => {
    expect(await likely('date:2019')).toContain('Iceland 2019/b.jpg');
    for (const text of ['date:2019-01', 'date:"winter 2019"', 'date:january', 'date:2019-01-01'])
      expect(await likely(text), text).not.toContain('Iceland 2019/b.jpg');
  });

  it('the time of a file is no date: it answers no year, and stands apart in the timeline', async () => {
    expect(await likely('-is:dated')).toContain('plain.jpg');
    expect(await likely('date:2024')).not.toContain('plain.jpg');
    const page = await search('', 'date');
    expect(page.months.at(-1)?.month).toBeNull();
    expect(page.months.map(({ month }) => month)).not.toContain('2024-05');
    const last = page.hits.at(-1);
    expect(last?.takenAt).toBeNull();
  });

  it('the comment of a JPEG is found', async () => {
    expect(await likely('Quokkafest')).toEqual(['2018-01-02 comment.jpg']);
    expect((await detailsOf('2018-01-02 comment.jpg')).caption).toBe('Quokkafest in town');
  });
});
