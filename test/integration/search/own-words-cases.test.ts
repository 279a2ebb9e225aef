import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../src/app/library.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { CASES, HAS_CASES, MODELS } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const SAMPLES = path.join(MODELS, 'samples');
const FOLDERS = ['own-words', 'folding'];
const SUFFIX = HAS_CASES ? '' : ' (skipped: ../shared/cases is not there)';
const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
let library: Library;

/** The texts of CASES.tsv, see test/integration/cases.test.ts, as other people type them. */
const TYPED_OTHERWISE = [
  ['BEACH', 'keyword-beach.jpg'],
  ['jordan', 'keyword-Jordan.jpg'],
  ['"Grandma\'s garden"', 'caption-grandmas-garden.jpg'],
  ['grandma’s garden', 'caption-grandmas-garden.jpg'],
  ['grandmas garden', 'caption-grandmas-garden.jpg'],
  ['rock am ring', 'keyword-rock-am-ring.jpg'],
  ['"rock am ring"', 'keyword-rock-am-ring.jpg'],
  ['turkey 2019', 'a.jpg'],
  ['"Turkey 2019"', 'a.jpg'],
  ['Großmutter', 'grossmutter.jpg'],
  ['GROSSMUTTER', 'grossmutter.jpg'],
  ["O'Brien", 'obrien.jpg'],
  ['obrien', 'obrien.jpg'],
  ['Jean-Luc', 'jean-luc.jpg'],
  ['jean luc', 'jean-luc.jpg'],
  ['"jean luc"', 'jean-luc.jpg'],
  ['jeanluc', 'jean-luc.jpg'],
] as const;

/** A picture of one colour with a date or a place, as a camera writes it. */
async function writePhoto(
  name: string,
  shade: number,
  exif: Readonly<Record<string, Record<string, string>>>,
): Promise<void> {
  const background = { r: shade, g: shade, b: shade };
  await sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .withExif(exif)
    .jpeg()
    .toFile(path.join(root, 'photos', name));
}

beforeAll(async () => {
  const folder = path.join(root, 'photos');
  mkdirSync(path.join(folder, 'Beach house'), { recursive: true });
  for (const name of readdirSync(SAMPLES).filter((one) => /\.jpe?g$/u.test(one)))
    copyFileSync(path.join(SAMPLES, name), path.join(folder, name));
  if (HAS_CASES)
    for (const name of FOLDERS) cpSync(path.join(CASES, name), path.join(folder, name), { recursive: true });
  for (const [at, day] of ['2017:12:31', '2018:05:04', '2019:02:03', '2019:08:09', '2020:01:01'].entries())
    await writePhoto(`taken-${at}.jpg`, 30 * at, { IFD2: { DateTimeOriginal: `${day} 12:00:00` } });
  await writePhoto('in-cologne.jpg', 200, {
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: '50/1 56/1 15/1',
      GPSLongitudeRef: 'E',
      GPSLongitude: '6/1 57/1 36/1',
    },
  });
  await writePhoto('Beach house/wall.jpg', 130, {});
  const file = path.join(root, 'library.sqlite');
  await indexFolder(file, folder);
  library = await openAtRest(file, () => {});
});
afterAll(async () => {
  await library.close();
  removeFolder(root);
});

const search = (text: string) =>
  library.handlers['search.run']({ text, sort: 'relevance', verbatim: false, offset: 0, limit: 1000 });
const named = (hits: readonly { readonly photo: number; readonly level: string }[]): [string, string][] =>
  hits.map(({ photo, level }) => [path.basename(library.paths(photo)[0]?.toString() ?? ''), level]);
const names = async (text: string): Promise<string[]> =>
  named((await search(text)).hits).map(([name]) => name);
const likely = async (text: string): Promise<string[]> =>
  named((await search(text)).hits).flatMap(([name, level]) => (level === 'likely' ? [name] : []));

const meanings = async (text: string): Promise<string[]> =>
  (await search(text)).interpretations.flatMap((word) => word.meanings.map(({ name }) => name.en));

describe('what the owner wrote is likely for its words', () => {
  it.skipIf(!HAS_CASES).each(TYPED_OTHERWISE)(`%s finds %s${SUFFIX}`, async (typed, file) => {
    expect(await likely(typed)).toContain(file);
  });

  it.skipIf(!HAS_CASES)(
    `and takes the word away from nothing else: beaches are found too${SUFFIX}`,
    async () => {
      expect(await likely('beach')).toContain('beach.jpg');
    },
  );
});

describe('a word in the name of a folder', () => {
  it('makes its photos likely, below those that show it', async () => {
    const found = await likely('beach');
    expect(found).toContain('wall.jpg');
    expect(found.indexOf('beach.jpg')).toBeGreaterThanOrEqual(0);
    expect(found.indexOf('beach.jpg')).toBeLessThan(found.indexOf('wall.jpg'));
  });

  it('in full is the best there is', async () => {
    expect((await likely('beach house'))[0]).toBe('wall.jpg');
    expect(await names('beach -house')).not.toContain('wall.jpg');
  });
});

describe('words of which no photo has all', () => {
  it('find first what the owner wrote, or where a photo was taken, before what only shows the others', async () => {
    for (const text of ['köln lighthouse', 'lighthouse in Köln', 'Köln dog', 'köln 2018'])
      expect((await names(text))[0], text).toBe('in-cologne.jpg');
    expect((await search('köln dog')).hasSomeWords).toBe(true);
    // In the order of date, what is only like the phrase would stand between.
    const input = { text: 'köln dog', verbatim: false, offset: 0, limit: 1000 };
    const byDate = await library.handlers['search.run']({ ...input, sort: 'date' });
    expect(named(byDate.hits)).toEqual([['in-cologne.jpg', 'possible']]);
  });

  it('find the photos of a year beside a word that nothing knows, and of the word where the year has none', async () => {
    const found = await search('zzzz 2018');
    expect(named(found.hits)).toEqual([['taken-1.jpg', 'possible']]);
    expect(found.hasSomeWords).toBe(true);
    expect(await names('lighthouse 1931')).toContain('lighthouse.jpg');
    expect(await names('date:1931 lighthouse')).toEqual([]);
  });
});

describe('plain language in a search', () => {
  it.each([
    ['dog without people', 'dog -people'],
    ['beach no people', 'beach -people'],
    ['dog but not puppies', 'dog -puppies'],
    ['没有人的海滩', '海滩 -人'],
  ])('%s is %s', async (typed, strict) => {
    const [statements, wanted] = [named((await search(typed)).hits), named((await search(strict)).hits)];
    expect(statements).toEqual(wanted);
    expect(wanted.length).toBeGreaterThan(0);
  });

  it('between 2018 and 2019 is both years and nothing else', async () => {
    const found = await names('between 2018 and 2019');
    expect(found).toEqual(expect.arrayContaining(['taken-1.jpg', 'taken-2.jpg', 'taken-3.jpg']));
    expect(found).not.toContain('taken-0.jpg');
    expect(found).not.toContain('taken-4.jpg');
  });

  it('early 2019 is the first months of the year', async () => {
    const found = await names('early 2019');
    expect(found).toContain('taken-2.jpg');
    for (const other of ['taken-1.jpg', 'taken-3.jpg', 'taken-4.jpg']) expect(found).not.toContain(other);
  });

  it('the name of a person whom nobody named has nothing likely', async () => {
    expect(await likely('Maria Example')).toEqual([]);
  });

  it('cologne is the city where a photo was taken there, and perfume besides', async () => {
    expect(await likely('cologne')).toContain('in-cologne.jpg');
    expect(await meanings('cologne')).toEqual(expect.arrayContaining(['Cologne', 'among Perfume']));
  });

  it.each([
    ['christmas tree', 'Christmas tree'],
    ['mice', 'Mouse (computer)'],
    ['mice', 'among Rodent'],
  ])('%s means %s among others', async (typed, meaning) => {
    expect(await meanings(typed)).toContain(meaning);
  });
});
