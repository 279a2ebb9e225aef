import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../../src/app/library.ts';
import { stateOf, writeCompanionLibrary } from '../../../support/companion-library.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { openAtRest } from '../../../support/open-at-rest.ts';
import { CASES, HAS_CASES } from '../../../support/paths.ts';
import { removeFolder } from '../../../support/remove-folder.ts';

const SUFFIX = HAS_CASES ? '' : ' (skipped: ../shared/cases is not there)';
const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const photos = path.join(root, 'photos');
const database = path.join(root, 'library.sqlite');
let library: Library;

async function reindex(): Promise<void> {
  await library?.close();
  await indexFolder(database, photos);
  library = await openAtRest(database, () => {});
}

beforeAll(async () => {
  await writeCompanionLibrary(photos);
  if (HAS_CASES)
    for (const name of ['sidecar', 'takeout'])
      cpSync(path.join(CASES, name), path.join(photos, 'cases', name), { recursive: true });
  await indexFolder(database, photos);
  library = await openAtRest(database, () => {});
});
afterAll(async () => {
  await library.close();
  removeFolder(root);
});

const search = (text: string) =>
  library.handlers['search.run']({ text, sort: 'relevance', verbatim: false, offset: 0, limit: 200 });
const details = (photo: number) => library.handlers['photo.get']({ photo, text: '' });

async function likely(text: string): Promise<string[]> {
  const { hits } = await search(text);
  const found = await Promise.all(
    hits.filter(({ level }) => level === 'likely').map(({ photo }) => details(photo)),
  );
  return found.flatMap(({ places }) => places.map(({ directory, name }) => [...directory, name].join('/')));
}

async function detailsOf(file: string) {
  const { hits } = await search(`name:"${path.basename(file)}"`);
  for (const { photo } of hits) {
    const found = await details(photo);
    if (found.places.some(({ directory, name }) => [...directory, name].join('/') === file)) return found;
  }
  throw new Error(`${file} is not in the library.`);
}

/** Text typed, and the file that it finds. */
const FOUND = [
  ['Xylograph', 'Takeout/Photos from 2011/IMG_A.jpg'],
  ['"Maria Example"', 'Takeout/Photos from 2011/IMG_A.jpg'],
  ['is:favourite', 'Takeout/Photos from 2011/IMG_A.jpg'],
  ['album:"Trip to Zanzibar"', 'Takeout/Trip to Zanzibar/IMG_A.jpg'],
  ['place:Paris', 'Takeout/Photos from 2011/IMG_D.jpg'],
  ['place:Paris', 'Takeout/Photos from 2011/IMG_D-edited.jpg'],
  ['date:2011-04-05', 'Takeout/Photos from 2011/IMG_B.jpg'],
  // The end of the name that Takeout cut.
  ['"cuts off somewhere"', 'Takeout/Photos from 2011/a very long name of a photo that Google cuts of.jpg'],
  ['Zebrafinch', 'digiKam/harbour.jpg'],
  ['"Anna Quill"', 'digiKam/harbour.jpg'],
  ['Vespertine', 'digiKam/harbour.jpg'],
  ['rating:4', 'digiKam/harbour.jpg'],
  ['place:Paris', 'digiKam/harbour.jpg'],
  ['quagga', 'digiKam/darkroom.jpg'],
  ['Matterhornlet', 'Lightroom/peak.jpg'],
  ['Brumal', 'Lightroom/peak.jpg'],
  ['Kestrelyard', 'Lightroom/SESSION.JPG'],
  ['Ibexfield', 'iPhone/IMG_1234.JPG'],
  ['Ibexfield', 'iPhone/IMG_E1234.JPG'],
  ['Gossamer', 'Picasa/boat.jpg'],
  ['Loftwing', 'Picasa/boat.jpg'],
  ['"Bert Tallow"', 'Picasa/boat.jpg'],
  ['is:favourite', 'Picasa/boat.jpg'],
  ['album:"Regatta of Lund"', 'Picasa/boat.jpg'],
] as const;

const DATES = [
  ['Takeout/Photos from 2011/IMG_A.jpg', '2011-04-05T14:11:12', 'takeout'],
  ['Takeout/Photos from 2011/IMG_C(1).jpg', '2011-04-05T', 'takeout'],
  ['Takeout/Photos from 2011/IMG_D-bearbeitet.jpg', '2011-04-05T14:11:12', 'takeout'],
  ['Takeout/Photos from 2011/a very long name of a photo that Google cuts of.jpg', '2011-04-05T', 'takeout'],
  ['Takeout/Photos from 2011/IMG_20110405_a_longer_name_X.jpg', '2011-04-05T', 'takeout'],
  ['digiKam/harbour.jpg', '2012-06-07T08:09:10', 'sidecar'],
  ['digiKam/darkroom.jpg', '2013-06-07T08:09:10', 'sidecar'],
  ['Lightroom/peak.jpg', '2014-06-07T08:09:10', 'sidecar'],
  ['Lightroom/SESSION.JPG', '2015-06-07T08:09:10', 'sidecar'],
  ['iPhone/IMG_E1234.JPG', '2016-06-07T08:09:10', 'sidecar'],
] as const;

async function expectAll(): Promise<void> {
  for (const [text, file] of FOUND) expect(await likely(text), `${text} finds ${file}`).toContain(file);
  for (const [file, local, from] of DATES) {
    const { takenAt } = await detailsOf(file);
    expect(takenAt, file).toMatchObject({ from });
    expect(takenAt?.local.startsWith(local), `${file}: ${takenAt?.local}`).toBe(true);
  }
}

describe.skipIf(!HAS_CASES)(`cases of files beside photos${SUFFIX}`, () => {
  it.each([
    ['zebrafinch', 'cases/sidecar/side_append.jpg'],
    ['rating:4', 'cases/sidecar/side_append.jpg'],
    ['2011', 'cases/sidecar/side_append.jpg'],
    ['Paris', 'cases/sidecar/side_append.jpg'],
    ['2011', 'cases/takeout/takeout_new.jpg'],
    ['"grandmas garden"', 'cases/takeout/takeout_new.jpg'],
    ['Paris', 'cases/takeout/takeout_new.jpg'],
    ['"Maria Example"', 'cases/takeout/takeout_new.jpg'],
    ['is:favourite', 'cases/takeout/takeout_new.jpg'],
    ['2011', 'cases/takeout/takeout_old.jpg'],
    ['"birthday at the lake"', 'cases/takeout/takeout_old.jpg'],
    ['2011', 'cases/takeout/paren(1).jpg'],
  ])('search %s finds %s', async (text, file) => {
    expect(await likely(text)).toContain(file);
  });

  it('the day of each is that of its sidecar or JSON', async () => {
    for (const name of ['sidecar/side_append.jpg', 'takeout/takeout_new.jpg', 'takeout/paren(1).jpg'])
      expect((await detailsOf(`cases/${name}`)).takenAt?.local.slice(0, 10), name).toBe('2011-04-05');
  });
});

describe('a library of several programs', () => {
  it('every photo is dated, placed, named and has its keywords', expectAll);

  it('a folder by year is no album', async () => {
    const albums = await library.handlers['albums.list']({});
    expect(albums.map(({ name, imported }) => [name, imported])).toEqual([
      ['Regatta of Lund', true],
      ['Trip to Zanzibar', true],
    ]);
  });

  it('indexing it again changes neither what is found nor a file', async () => {
    const before = stateOf(photos);
    await reindex();
    await expectAll();
    expect(stateOf(photos)).toEqual(before);
  });

  it('a changed, an added and a removed companion count at the next run, without recognising the photo again', async () => {
    const sidecar = path.join(photos, 'digiKam/harbour.jpg.xmp');
    const text = readFileSync(sidecar, 'utf8');
    writeFileSync(sidecar, text.replaceAll('Zebrafinch', 'Hoopoelet'));
    await library.close();
    const { summary } = await indexFolder(database, photos);
    library = await openAtRest(database, () => {});
    expect(summary.indexed).toBe(0);
    expect(await likely('Hoopoelet')).toContain('digiKam/harbour.jpg');
    expect(await likely('Zebrafinch')).not.toContain('digiKam/harbour.jpg');
    unlinkSync(sidecar);
    await reindex();
    expect(await likely('Hoopoelet')).toEqual([]);
    expect((await detailsOf('digiKam/harbour.jpg')).rating).toBeNull();
    writeFileSync(sidecar, text);
    utimesSync(sidecar, 1_715_000_100, 1_715_000_100);
    await reindex();
    await expectAll();
  });

  it('moving a folder with its companions keeps everything', async () => {
    renameSync(path.join(photos, 'digiKam'), path.join(photos, 'Archive'));
    await reindex();
    expect(await likely('Zebrafinch')).toContain('Archive/harbour.jpg');
    renameSync(path.join(photos, 'Archive'), path.join(photos, 'digiKam'));
    await reindex();
    await expectAll();
  });
});

describe('companions that are not what they seem', () => {
  it('JSON of 100 MB, a link and a directory beside a photo say nothing, and the photo is found', async () => {
    const at = (name: string): string => path.join(photos, 'Lightroom', name);
    writeFileSync(at('peak.jpg.json'), '{"description":"Oversized",');
    truncateSync(at('peak.jpg.json'), 100 * 1024 * 1024);
    symlinkSync(path.join(photos, 'digiKam/harbour.jpg.xmp'), at('peak.jpg.xmp'));
    mkdirSync(at('SESSION.JPG.xmp'));
    const before = stateOf(path.join(photos, 'Lightroom'));
    await reindex();
    await expectAll();
    expect(await likely('Oversized')).toEqual([]);
    expect(await likely('Zebrafinch')).not.toContain('Lightroom/peak.jpg');
    expect(stateOf(path.join(photos, 'Lightroom'))).toEqual(before);
    for (const name of ['peak.jpg.json', 'peak.jpg.xmp', 'SESSION.JPG.xmp'])
      rmSync(at(name), { recursive: true });
  });
});

describe('favourites and albums of other programs', () => {
  const BOAT = 'Picasa/boat.jpg';

  it('what the user takes back stays so after indexing again, and can be given back', async () => {
    const { photo } = await detailsOf(BOAT);
    expect(await library.handlers['favourites.set']({ photos: [photo], on: false })).toEqual({
      changed: [photo],
    });
    await reindex();
    expect((await detailsOf(BOAT)).favourite).toBe(false);
    // It is user data: a library that is lost is made again with it.
    await library.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(`${database}${ending}`, { force: true });
    library = await openAtRest(database, () => {});
    await reindex();
    expect((await detailsOf(BOAT)).favourite).toBe(false);
    const again = (await detailsOf(BOAT)).photo;
    await library.handlers['favourites.set']({ photos: [again], on: true });
    expect((await detailsOf(BOAT)).favourite).toBe(true);
  });

  it('an album that the user changes becomes the own album of the user', async () => {
    const [album] = await library.handlers['albums.list']({});
    if (album === undefined) throw new Error('There is no album.');
    const boat = (await detailsOf(BOAT)).photo;
    const other = (await detailsOf('Lightroom/peak.jpg')).photo;
    await library.handlers['albums.set']({ album: album.album, photos: [other], on: true });
    expect((await likely('album:"Regatta of Lund"')).sort()).toEqual(['Lightroom/peak.jpg', BOAT]);
    const [own] = await library.handlers['albums.list']({});
    expect(own).toMatchObject({ name: 'Regatta of Lund', imported: false, photos: 2 });
    expect(
      await library.handlers['albums.set']({ album: own?.album ?? 0, photos: [boat], on: false }),
    ).toEqual({ changed: [boat], arranged: null });
    await reindex();
    expect(await likely('album:"Regatta of Lund"')).toEqual(['Lightroom/peak.jpg']);
    await library.handlers['albums.remove']({ album: own?.album ?? 0 });
    await reindex();
    expect((await library.handlers['albums.list']({})).map(({ name }) => name)).toEqual(['Trip to Zanzibar']);
  });

  it('they are gone with the file that named them', async () => {
    unlinkSync(path.join(photos, 'Takeout/Trip to Zanzibar/metadata.json'));
    for (const folder of ['Photos from 2011', 'Trip to Zanzibar'])
      unlinkSync(path.join(photos, 'Takeout', folder, 'IMG_A.jpg.supplemental-metadata.json'));
    await reindex();
    expect(await library.handlers['albums.list']({})).toEqual([]);
    expect((await detailsOf('Takeout/Photos from 2011/IMG_A.jpg')).favourite).toBe(false);
  });
});
