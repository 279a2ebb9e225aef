import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Library } from '../../../src/app/library.ts';
import type { FaceBox } from '../../../src/domain/face.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { decodeXmp } from '../../../src/transfer/decode-xmp.ts';
import { readXmp } from '../../../src/transfer/read-xmp.ts';
import { readSidecar } from '../../../src/vision/decode/read-sidecar.ts';
import { EXIFTOOL, exiftoolTags } from '../../support/exiftool.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { madeDescriptor } from '../../support/made-face.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { MODELS } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const file = path.join(root, 'library.sqlite');
const folder = path.join(root, 'photos');
let library: Library;

/** Upright: the left top of the picture, and the right bottom. */
const ANNA: FaceBox = { left: 0.1, top: 0.2, right: 0.3, bottom: 0.6 };
const BEN: FaceBox = { left: 0.6, top: 0.5, right: 0.8, bottom: 0.9 };
/** Each of the photos, by its EXIF orientation, shows both. */
const NAMES = ['plain 1.jpg', 'turned 3.jpg', 'turned 6.jpg', 'turned 8.jpg'] as const;
const orientationOf = (name: string): number => Number(/\d/u.exec(name)?.[0]);

function findFaces(): void {
  const db = new Sqlite(file, { readonly: true });
  const photos = db.prepare('SELECT id FROM photos ORDER BY id').pluck().all() as number[];
  db.close();
  const writer = new IndexWriter(file);
  writer.analyses.save(
    'faces',
    1,
    photos.map((photo, nth) => ({
      photo,
      outcome: {
        save: (tables) =>
          tables.faces(
            photo,
            [ANNA, BEN].map((box, at) => ({ score: 0.99, box, descriptor: madeDescriptor(at + 1, nth) })),
          ),
      },
    })),
  );
  writer.close();
}

const people = () => library.handlers['people.list']({ hidden: false });
const photoNamed = async (name: string): Promise<number> => {
  const { hits } = await library.handlers['search.run']({
    text: `name:"${name}"`,
    sort: 'date',
    offset: 0,
    limit: 9,
  });
  return hits[0]?.photo ?? 0;
};

/** Writes all sidecars into a new folder. @returns where the sidecar of a photo is */
async function exported(): Promise<(name: string) => string> {
  const out = mkdtempSync(path.join(root, 'out-'));
  const { problems } = await library.handlers['userData.exportSidecars']({ path: out, form: 'digikam' });
  expect(problems).toEqual([]);
  return (name) => path.join(out, 'photos', `${name}.xmp`);
}

const sidecar = (place: string): string => decodeXmp(readFileSync(place));

/** The people of a sidecar as the metadata of a photo says them, in the upright picture. */
async function peopleIn(place: string) {
  const { signal } = new AbortController();
  return (await readSidecar(sidecar(place), { now: Date.now() }, signal))?.people ?? [];
}

const close = ({ left, top, right, bottom }: FaceBox) => ({
  left: expect.closeTo(left, 4),
  top: expect.closeTo(top, 4),
  width: expect.closeTo(right - left, 4),
  height: expect.closeTo(bottom - top, 4),
});

beforeAll(async () => {
  mkdirSync(folder);
  for (const name of NAMES)
    await sharp(path.join(MODELS, 'samples', 'beach.jpg'))
      .resize(300 + orientationOf(name), 200)
      .withMetadata({ orientation: orientationOf(name) })
      .jpeg()
      .toFile(path.join(folder, name));
  await indexFolder(file, folder);
  findFaces();
  library = await openAtRest(file, () => {});
  await vi.waitUntil(async () => (await people()).length > 1, { timeout: 60_000 });
  const first = await people();
  for (const { person } of first) {
    const { faces } = await library.handlers['people.faces']({ person, offset: 0, limit: 9 });
    // The upper face has the smaller top: it is Anna's.
    const isAnna = Number(faces[0]?.face.split('-')[2]) < 30_000;
    await library.handlers['people.name']({ person, name: isAnna ? 'Anna & Co' : '李雷' });
  }
});
afterAll(async () => {
  await library.close();
  removeFolder(root);
});

describe('named faces in sidecars', () => {
  it.each(NAMES)('are read again at the same places in %s', async (name) => {
    const found = await peopleIn((await exported())(name));
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        { name: 'Anna & Co', area: close(ANNA) },
        { name: '李雷', area: close(BEN) },
      ]),
    );
  });

  it('are areas of the stored picture, with its size, before the orientation turns it', async () => {
    const place = (await exported())('turned 6.jpg');
    const written = sidecar(place);
    expect(written).toContain('stDim:w="306" stDim:h="200"');
    expect(written).toContain('tiff:Orientation="6"');
    // The middle of the upright area is 0.2, 0.4, as fine as boxes are stored.
    expect(written).toContain('stArea:x="0.4" stArea:y="0.799992" stArea:w="0.4" stArea:h="0.2"');
  });

  it.runIf(EXIFTOOL !== null)('are what exiftool reads', async () => {
    const place = await exported();
    const tags = exiftoolTags(place('turned 6.jpg'));
    const names = tags['RegionName'] as string[];
    const at = names.indexOf('Anna & Co');
    expect(names.toSorted()).toEqual(['Anna & Co', '李雷']);
    expect(tags['RegionType']).toEqual(['Face', 'Face']);
    const area = ['X', 'Y', 'W', 'H'].map((side) => Number((tags[`RegionArea${side}`] as unknown[])[at]));
    for (const [nth, wanted] of [0.4, 0.8, 0.4, 0.2].entries()) expect(area[nth]).toBeCloseTo(wanted, 4);
    expect(tags).toMatchObject({
      RegionAppliedToDimensionsW: 306,
      RegionAppliedToDimensionsH: 200,
      RegionAppliedToDimensionsUnit: 'pixel',
      PersonInImage: expect.arrayContaining(['Anna & Co', '李雷']),
    });
  });

  it('are statements that another library reads', async () => {
    const place = await exported();
    const record = readXmp(sidecar(place('plain 1.jpg')));
    expect(record.userData?.faces.map(({ name }) => name).toSorted()).toEqual(['Anna & Co', '李雷']);
    const other = new UserDataWriter(path.join(root, 'other.sqlite'));
    other.close();
    const theirs = await openAtRest(path.join(root, 'other.sqlite'), () => {});
    await theirs.handlers['userData.importSidecars']({ path: path.dirname(place('plain 1.jpg')) });
    const persons = (json: string): object[] => JSON.parse(json).persons;
    const ours = persons((await library.handlers['userData.export']({})).json);
    const read = persons((await theirs.handlers['userData.export']({})).json);
    const told = (all: object[]) =>
      all
        .map((one) => {
          const { name, faces } = one as { name: string; faces: { photo: string; box: string }[] };
          return [name, faces.map(({ photo, box }) => `${photo} ${box}`).toSorted()];
        })
        .toSorted();
    expect(told(read)).toEqual(told(ours));
    await theirs.close();
  });

  it('stay as another program wrote them, and ours follow what changes here', async () => {
    const out = mkdtempSync(path.join(root, 'again-'));
    const write = () => library.handlers['userData.exportSidecars']({ path: out, form: 'digikam' });
    const place = path.join(out, 'photos', 'plain 1.jpg.xmp');
    await write();
    const first = sidecar(place);
    await write();
    expect(sidecar(place)).toBe(first);
    const theirs = first
      .replace('<mwg-rs:Name>李雷</mwg-rs:Name>', '<mwg-rs:Name>Li Lei</mwg-rs:Name>')
      .replace('<rdf:li>李雷</rdf:li>', '<rdf:li>李雷</rdf:li><rdf:li>Somebody</rdf:li>');
    writeFileSync(place, theirs);
    await write();
    expect(sidecar(place)).toContain('<mwg-rs:Name>Li Lei</mwg-rs:Name>');
    expect(sidecar(place)).toContain('<rdf:li>Somebody</rdf:li>');
  });

  it('are in the metadata that the command line prints, with their source', async () => {
    const photo = await photoNamed('turned 6.jpg');
    const told = library.metadata(photo)?.namedPeople ?? [];
    expect(told).toHaveLength(2);
    expect(told).toContainEqual({
      name: 'Anna & Co',
      box: {
        left: expect.closeTo(0.1, 4),
        top: expect.closeTo(0.2, 4),
        right: expect.closeTo(0.3, 4),
        bottom: expect.closeTo(0.6, 4),
      },
      source: 'user',
    });
  });

  it('go into the sidecars of copies with labels', async () => {
    const out = mkdtempSync(path.join(root, 'copies-'));
    const photo = await photoNamed('turned 8.jpg');
    await library.handlers['copies.start']({
      path: out,
      photos: [photo],
      labels: true,
      language: 'en',
      jpeg: null,
      metadata: 'all',
      names: 'original',
      numbered: false,
      files: [],
      search: '',
    });
    await expect.poll(async () => (await library.handlers['copies.get']({})).working).toBe(false);
    expect((await peopleIn(path.join(out, 'turned 8.jpg.xmp'))).map(({ name }) => name).toSorted()).toEqual([
      'Anna & Co',
      '李雷',
    ]);
  });

  it('are without hidden people and without what is no face', async () => {
    const [anna, li] = (await people()).toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
    await library.handlers['people.hide']({ person: li?.person ?? '', hidden: true });
    const { faces } = await library.handlers['people.faces']({
      person: anna?.person ?? '',
      offset: 0,
      limit: 9,
    });
    const photo = await photoNamed('turned 3.jpg');
    const wrong = faces.find(({ face }) => Number(face.split('-')[0]) === photo)?.face ?? '';
    await library.handlers['people.notFaces']({ faces: [wrong] });
    const place = await exported();
    for (const name of NAMES.filter((one) => one !== 'turned 3.jpg')) {
      expect((await peopleIn(place(name))).map((one) => one.name)).toEqual(['Anna & Co']);
      expect(sidecar(place(name))).not.toContain('李雷');
    }
    expect(() => sidecar(place('turned 3.jpg'))).toThrow(/ENOENT/u);
    expect(library.metadata(photo)?.namedPeople).toEqual([]);
  });
});

describe('a photo whose file is gone', () => {
  it('has its names in the sidecar, without places', async () => {
    copyFileSync(path.join(folder, 'plain 1.jpg'), path.join(root, 'kept.jpg'));
    rmSync(path.join(folder, 'plain 1.jpg'));
    const place = (await exported())('plain 1.jpg');
    expect(await peopleIn(place)).toEqual([{ name: 'Anna & Co', area: null }]);
    copyFileSync(path.join(root, 'kept.jpg'), path.join(folder, 'plain 1.jpg'));
  });
});
