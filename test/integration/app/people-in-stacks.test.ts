import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { madeFace } from '../../support/made-face.ts';
import { MADE_RAW } from '../../support/made-raw.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { MODELS } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Who is in each picture, which is there as a JPEG and as a RAW. */
const PEOPLE = { IMG_1: 1, IMG_2: 1, IMG_3: 2 } as const;

it('a person in a RAW and its developed picture is in one photo, and is no group with that alone', async () => {
  const folder = tempFolder();
  const [photos, file] = [path.join(folder, 'photos'), path.join(folder, 'library.sqlite')];
  mkdirSync(photos);
  const jpeg = readFileSync(path.join(MODELS, 'samples', 'beach.jpg'));
  const thumbnail = await sharp(jpeg).resize(60).jpeg().toBuffer();
  for (const [nth, name] of Object.keys(PEOPLE).entries()) {
    writeFileSync(
      path.join(photos, `${name}.JPG`),
      await sharp(jpeg)
        .modulate({ brightness: 1 + nth / 10 })
        .toBuffer(),
    );
    const raw = MADE_RAW.cr2({ jpeg, thumbnail, orientation: 1, sensorBytes: 1000 + 2 * nth });
    writeFileSync(path.join(photos, `${name}.CR2`), raw);
  }
  await indexFolder(file, photos);
  const reader = new LibraryReader(file);
  const nameOf = new Map(
    reader.files.places().map(({ photo, path: at }) => [photo, Buffer.from(at).toString()]),
  );
  reader.close();
  const writer = new IndexWriter(file);
  writer.analyses.save(
    'faces',
    1,
    [...nameOf].map(([photo, name]) => {
      const [, person = 0] = Object.entries(PEOPLE).find(([stem]) => name.startsWith(stem)) ?? [];
      return { photo, outcome: { save: (tables) => tables.faces(photo, [madeFace(person, photo)]) } };
    }),
  );
  writer.close();
  const { handlers: calls, close } = await openAtRest(file);
  onTestFinished(close);
  expect((await calls['search.run']({ text: '', sort: 'date', offset: 0, limit: 10 })).hits).toHaveLength(3);
  await calls['people.list']({ hidden: false });
  await expect
    .poll(async () => (await calls['status.get']({})).people.isGrouping, { timeout: 60_000, interval: 20 })
    .toBe(false);
  const list = await calls['people.list']({ hidden: false });
  expect(list).toMatchObject([{ name: null, photos: 2, faces: 2 }]);
  const [{ person } = { person: '' }] = list;
  await calls['people.name']({ person, name: 'Anna' });
  const { faces, total } = await calls['people.faces']({ person: 'person:1', offset: 0, limit: 10 });
  expect(total).toBe(2);
  expect(faces.map(({ photo }) => nameOf.get(photo)).sort()).toEqual(['IMG_1.JPG', 'IMG_2.JPG']);
  // What is stated holds for the RAW as well, should it be shown alone one day.
  const raws = [...nameOf].filter(([, name]) => /^IMG_[12]\.CR2$/u.test(name));
  for (const [photo] of raws)
    expect(await calls['people.inPhoto']({ photo })).toMatchObject([{ name: 'Anna', confirmed: true }]);
}, 120_000);
