import { copyFileSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Handlers } from '../../../src/api/dispatch.ts';
import type { Library } from '../../../src/app/library.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { madeFace } from '../../support/made-face.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { MODELS } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const SAMPLES = path.join(MODELS, 'samples');
const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const file = path.join(root, 'library.sqlite');
let library: Library;
let calls: Handlers;

/** In each photo person 1 or 2 or both; `at` moves the boxes a little, as a new network does. */
function findFaces(version: number, at: number): void {
  const db = new Sqlite(file, { readonly: true });
  const photos = db.prepare('SELECT id FROM photos ORDER BY id LIMIT 6').pluck().all() as number[];
  db.close();
  const writer = new IndexWriter(file);
  const moved = (person: number, variant: number, nth: number) => {
    const face = madeFace(person + 10 * at, variant, nth);
    const shift = 0.01 * at;
    const { left, top, right, bottom } = face.box;
    return { ...face, box: { left: left + shift, top, right: right + shift, bottom: bottom + shift } };
  };
  const people = [[1], [1], [1, 2], [2], [2], [3]];
  writer.analyses.save(
    'faces',
    version,
    photos.map((photo, nth) => ({
      photo,
      outcome: {
        save: (tables) =>
          tables.faces(
            photo,
            (people[nth] ?? []).map((person, place) => moved(person, nth, place)),
          ),
      },
    })),
  );
  writer.close();
}

beforeAll(async () => {
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  for (const name of readdirSync(SAMPLES)
    .filter((one) => /\.jpe?g$/.test(one))
    .slice(0, 6))
    copyFileSync(path.join(SAMPLES, name), path.join(folder, name));
  await indexFolder(file, folder);
  findFaces(1, 0);
  library = await openAtRest(file, () => {});
  calls = library.handlers;
});
afterAll(async () => {
  await library.close();
  removeFolder(root);
});

/** The groups follow what was called before in a thread of its own: waits until they are those of the library. */
async function settle(): Promise<void> {
  await calls['people.list']({ hidden: false });
  await expect
    .poll(async () => (await calls['status.get']({})).people.isGrouping, { timeout: 60_000, interval: 20 })
    .toBe(false);
}
const list = async () => {
  await settle();
  return calls['people.list']({ hidden: false });
};
/** Names and numbers of photos of all that are shown. */
const shown = async () => (await list()).map(({ name, photos }) => [name, photos]);
const facesOf = async (person: string) =>
  (await calls['people.faces']({ person, offset: 0, limit: 100 })).faces.map(({ face }) => face);
const keyOf = async (name: string | null): Promise<string> =>
  (await list()).find((one) => one.name === name)?.person ?? '';

/** The likely photos of a search, by ascending id. */
async function find(text: string): Promise<number[]> {
  const { hits } = await calls['search.run']({ text, sort: 'date', offset: 0, limit: 50 });
  return hits
    .filter(({ level }) => level === 'likely')
    .map(({ photo }) => photo)
    .sort((a, b) => a - b);
}

describe('people', () => {
  it('are listed at once, without groups as long as the first grouping goes on', async () => {
    expect(await calls['people.list']({ hidden: false })).toEqual([]);
    expect((await calls['status.get']({})).people).toEqual({ version: 0, isGrouping: true });
    expect(await shown()).toHaveLength(2);
    expect((await calls['status.get']({})).people).toEqual({ version: 1, isGrouping: false });
  });

  it('are groups of faces at first; a face alone waits', async () => {
    expect(await shown()).toEqual([
      [null, 3],
      [null, 3],
    ]);
    expect(await calls['people.state']({})).toMatchObject({ on: false, faces: 7, photos: 6, waiting: 1 });
    const [first] = await list();
    const picture = await library.facePicture(first?.cover ?? '');
    expect(picture.type).toBe('image/webp');
    expect(Buffer.from(picture.bytes).subarray(8, 12).toString()).toBe('WEBP');
  });

  it('are counted without missing photos, and are not shown while all of theirs are missing', async () => {
    const writer = new IndexWriter(file);
    const files = writer.scanned.knownFiles(1, new Uint8Array());
    const ids = files.map(({ id }) => id);
    const photos = (await list()).map(({ photos: of }) => of);
    const [first = ''] = (await list()).map(({ cover }) => cover ?? '');
    const { places } = await calls['photo.get']({ photo: Number(first.split('-')[0]), text: '' });
    const gone = files.filter((one) => Buffer.from(one.path).toString() === places[0]?.name);
    writer.scanned.finishScan(
      1,
      gone.map(({ id }) => id),
      () => false,
      5000,
    );
    const left = await list();
    expect(left.map(({ photos: of }) => of).sort()).not.toEqual(photos);
    expect(left.map(({ cover }) => cover)).not.toContain(first);
    const [some] = left.filter(({ photos: of }) => of === 2);
    const page = await calls['people.faces']({ person: some?.person ?? '', offset: 0, limit: 100 });
    expect([page.total, page.faces.length]).toEqual([2, 2]);
    writer.scanned.finishScan(1, ids, () => true, 6000);
    expect(await list()).toEqual([]);
    writer.scanned.setThere(ids);
    writer.close();
    expect((await list()).map(({ photos: of }) => of)).toEqual(photos);
  });

  it('are named, and the name is undone and done again', async () => {
    const [first, second] = await list();
    const { person, undo } = await calls['people.name']({ person: first?.person ?? '', name: 'Anna' });
    expect(await shown()).toEqual(
      [
        [null, 3],
        ['Anna', 3],
      ].sort(),
    );
    expect((await calls['people.faces']({ person, offset: 0, limit: 9 })).faces).toMatchObject(
      Array.from({ length: 3 }, () => ({ name: 'Anna', confirmed: true })),
    );
    const redo = await calls['people.undo']({ undo });
    expect(await keyOf('Anna')).toBe('');
    await calls['people.undo'](redo);
    expect(await keyOf('Anna')).toBe(person);
    await calls['people.name']({ person: second?.person ?? '', name: '李雷' });
    expect((await list()).map(({ name }) => name).sort()).toEqual(['Anna', '李雷']);
  });

  it('are what the user says at once, before the faces are grouped again', async () => {
    const now = async () => calls['people.list']({ hidden: false });
    const [before] = [await list()];
    const { undo } = await calls['people.name']({ person: await keyOf('李雷'), name: 'anna' });
    expect(await now()).toEqual(await list());
    const { person, ...split } = await calls['people.split']({
      faces: (await facesOf(await keyOf('Anna'))).slice(0, 2),
      name: null,
    });
    expect((await now()).find((one) => one.person === person)).toMatchObject({ faces: 2 });
    expect(await now()).toEqual(await list());
    await calls['people.undo'](split);
    await calls['people.undo']({ undo });
    expect(await now()).toEqual(before);
    expect(await list()).toEqual(before);
  });

  it('are merged by one name, and split again', async () => {
    const before = await shown();
    const { person, undo } = await calls['people.name']({ person: await keyOf('李雷'), name: 'anna' });
    expect(await shown()).toEqual([['Anna', 5]]);
    expect(person).toBe(await keyOf('Anna'));
    await calls['people.undo']({ undo });
    expect(await shown()).toEqual(before);
    const [some] = await facesOf(await keyOf('Anna'));
    const split = await calls['people.split']({ faces: [some ?? ''], name: 'Ben' });
    expect((await shown()).sort()).toEqual([
      ['Anna', 2],
      ['Ben', 1],
      ['李雷', 3],
    ]);
    await calls['people.undo']({ undo: split.undo });
    expect(await shown()).toEqual(before);
  });

  it('lose a face that is somebody else, or none', async () => {
    const before = await shown();
    const anna = await keyOf('Anna');
    const [first = '', second = ''] = await facesOf(anna);
    const rejected = await calls['people.reject']({ person: anna, faces: [first] });
    expect(await facesOf(anna)).not.toContain(first);
    const none = await calls['people.notFaces']({ faces: [second] });
    expect(await facesOf(anna)).toHaveLength(1);
    const photo = Number(second.split('-')[0]);
    expect((await calls['people.inPhoto']({ photo })).map(({ face }) => face)).not.toContain(second);
    await calls['people.undo'](none);
    await calls['people.undo'](rejected);
    expect(await shown()).toEqual(before);
  });

  it('are found by their names, together, without each other, and by a part in the field', async () => {
    const photosOf = async (name: string): Promise<number[]> =>
      (await facesOf(await keyOf(name))).map((face) => Number(face.split('-')[0])).sort((a, b) => a - b);
    const [anna, li] = [await photosOf('Anna'), await photosOf('李雷')];
    expect(await find('Anna')).toEqual(anna);
    expect(await find('李雷')).toEqual(li);
    expect(await find('Anna 李雷')).toEqual(anna.filter((photo) => li.includes(photo)));
    expect(await find('Anna -李雷')).toEqual(anna.filter((photo) => !li.includes(photo)));
    expect(await find('person:ann')).toEqual(anna);
    const details = await calls['photo.get']({ photo: anna[0] ?? 0, text: 'Anna' });
    expect(details.reasons).toMatchObject([{ label: 'person', isField: true }]);
    const suggested = await calls['search.suggest']({ typed: 'ann', field: null, language: 'en' });
    expect(suggested.map(({ kind, text }) => [kind, text])).toContainEqual(['person', 'Anna']);
  });

  it('are in the export, and come back from it after they were forgotten', async () => {
    const before = await shown();
    const { json } = await calls['userData.export']({});
    expect(json).not.toMatch(/descriptor/i);
    await calls['people.forget']({ names: true });
    expect((await list()).filter(({ name }) => name !== null)).toEqual([]);
    const { persons } = JSON.parse(json);
    expect(persons.length).toBeGreaterThan(0);
    expect(await calls['userData.import']({ json })).toMatchObject({ skipped: 0, people: persons.length });
    expect(await shown()).toEqual(before);
    expect(JSON.parse((await calls['userData.export']({})).json)).toMatchObject({
      persons: persons.map(({ name, faces }: { name: string; faces: object[] }) => ({
        name,
        faces,
      })),
    });
  });

  it('are hidden, have a cover and a birthday', async () => {
    const anna = await keyOf('Anna');
    const last = (await facesOf(anna)).at(-1) ?? '';
    await calls['people.cover']({ person: anna, face: last });
    await calls['people.birthday']({ person: anna, birthday: '2016-02-29' });
    await calls['people.hide']({ person: anna, hidden: true });
    expect(await keyOf('Anna')).toBe('');
    expect(await calls['people.list']({ hidden: true })).toMatchObject([
      { name: 'Anna', cover: last, birthday: '2016-02-29' },
    ]);
    await calls['people.hide']({ person: anna, hidden: false });
  });

  it('are found at an age, by words in both languages and by the field, once their birthday is known', async () => {
    const [dated = 0] = await find('person:Anna is:dated');
    const { takenAt } = await calls['photo.get']({ photo: dated, text: '' });
    const [year, day, li] = [
      Number(takenAt?.local.slice(0, 4)),
      takenAt?.local.slice(4, 10),
      await keyOf('李雷'),
    ];
    await calls['people.birthday']({ person: await keyOf('Anna'), birthday: null });
    expect(await find('age:3')).toEqual([]);
    await calls['people.birthday']({ person: await keyOf('Anna'), birthday: `${year - 3}${day}` });
    await calls['people.birthday']({ person: li, birthday: `${year - 4}${day}` });
    const atThree = await find(`person:Anna date:${year}${day}..${year + 1}${day}`);
    expect(atThree).toContain(dated);
    for (const text of ['Anna at 3', 'anna age 3', 'Anna 3 years old', 'age:"Anna 3"', 'Anna 3岁'])
      expect(await find(text), text).toEqual(atThree);
    expect(await find('Anna at 2')).not.toContain(dated);
    expect(await find('Anna age 2-3')).toContain(dated);
    const atFour = await find(`person:李雷 date:${year}${day}..${year + 1}${day}`);
    for (const text of ['李雷4岁', '李雷 四岁', 'age:"李雷 4"'])
      expect(await find(text), text).toEqual(atFour);
  });

  it('stay who they are when another network finds their faces again, a little beside', async () => {
    const before = await shown();
    findFaces(2, 1);
    expect(await shown()).toEqual(before);
    // Without any face, what the user named stays in its place.
    const writer = new IndexWriter(file);
    writer.analyses.forget('faces', new AbortController().signal);
    writer.close();
    expect(await shown()).toEqual(before);
    findFaces(1, 0);
    expect(await shown()).toEqual(before);
  });

  it('are forgotten with their names if the user wants that', async () => {
    await calls['people.forget']({ names: true });
    expect((await list()).filter(({ name }) => name !== null)).toEqual([]);
    expect(await calls['people.state']({})).toMatchObject({ on: false, consentAt: null });
  });
});
