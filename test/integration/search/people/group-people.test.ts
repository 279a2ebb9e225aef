import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { DESCRIPTOR_SIZE } from '../../../../src/domain/face.ts';
import { groupPeople } from '../../../../src/search/people/group-people.ts';
import { GroupsKeeper } from '../../../../src/search/people/groups-keeper.ts';
import { type PeopleGroups, storedPeopleGroups } from '../../../../src/search/people/people-groups.ts';
import { IndexWriter } from '../../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../../src/store/user-data-writer.ts';
import { madeBox } from '../../../support/made-face.ts';
import { random } from '../../../support/random.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { makeUserDataLibrary } from '../../../support/user-data-library.ts';

const [PHOTOS, PEOPLE, BATCH] = [120, 9, 40];
/** How far a face is from the middle of its person and that from another one: some are as near to two people. */
const [SPREAD, APART] = [0.27, 0.28];

/** Faces that no rule groups in only one way: their groups depend on the order in which they are taken. */
function madeFaces(seed: number): (readonly { score: number; descriptor: Float32Array }[])[] {
  const next = random(seed);
  const direction = (length: number): Float32Array => {
    const made = Float32Array.from({ length: DESCRIPTOR_SIZE }, () => next() + next() + next() - 1.5);
    const scale = length / Math.hypot(...made);
    return made.map((value) => value * scale);
  };
  const people = Array.from({ length: PEOPLE }, () => direction(APART));
  const face = () => {
    const noise = direction(SPREAD);
    const middle = people[Math.floor(next() * PEOPLE)] ?? noise;
    return { score: 0.82 + 0.18 * next(), descriptor: middle.map((value, at) => value + (noise[at] ?? 0)) };
  };
  return Array.from({ length: PHOTOS }, () => Array.from({ length: 1 + Math.floor(next() * 3) }, face));
}

/** A library in which faces are found in the photos of each batch. */
function libraryWith(faces: ReturnType<typeof madeFaces>) {
  const folder = tempFolder();
  const file = path.join(folder, 'library.sqlite');
  makeUserDataLibrary(file, path.join(folder, 'photos'), PHOTOS);
  const reader = new LibraryReader(file);
  const writer = new IndexWriter(file);
  onTestFinished(() => {
    reader.close();
    writer.close();
  });
  const find = (photos: readonly number[]): void =>
    writer.analyses.save(
      'faces',
      1,
      photos.map((photo) => ({
        photo,
        outcome: {
          save: (tables) =>
            tables.faces(
              photo,
              (faces[photo - 1] ?? []).map((face, nth) => ({ ...face, box: madeBox(nth) })),
            ),
        },
      })),
    );
  return { file, reader, find };
}

/** As if no grouping had been stored. */
const inOneGo = (reader: LibraryReader): PeopleGroups => {
  const { rows, descriptors } = reader.people.rowsToGroup();
  const none = { faces: [], questions: [], state: null, next: 1 };
  return storedPeopleGroups(groupPeople(rows, descriptors, none, ''));
};

/** The same whatever the numbers of the groups: of each face the first one in its group. */
const whoIsTogether = ({ groups, questions }: PeopleGroups) => {
  const first = new Map<number, string>();
  for (const [face, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (!first.has(group)) first.set(group, face);
  return { groups: new Map([...groups].map(([face, group]) => [face, first.get(group)])), questions };
};

const ALL = Array.from({ length: PHOTOS }, (_, at) => at + 1);

it.each([1, 2, 3])(
  'groups are the same in whatever order the faces of seed %i are found',
  async (seed) => {
    const faces = madeFaces(seed);
    const whole = libraryWith(faces);
    whole.find(ALL);
    const expected = inOneGo(whole.reader);
    const groups = new Set(expected.groups.values());
    expect(groups.size).toBeGreaterThan(PEOPLE);
    expect(expected.questions.length).toBeGreaterThan(0);

    const { file, reader, find } = libraryWith(faces);
    const keeper = new GroupsKeeper(reader, file);
    onTestFinished(() => keeper.close());
    const next = random(seed * 7919);
    const order = ALL.toSorted(() => next() - 0.5);
    for (let from = 0; from < PHOTOS; from += BATCH) {
      find(order.slice(from, from + BATCH));
      await keeper.settled();
      expect(whoIsTogether(keeper.groups())).toEqual(whoIsTogether(inOneGo(reader)));
    }
    expect(whoIsTogether(keeper.groups())).toEqual(whoIsTogether(expected));
    expect(keeper.progress()).toEqual({ version: Math.ceil(PHOTOS / BATCH), isGrouping: false });
  },
  120_000,
);

it('groups stay those of before until the next ones are there, without faces at last', async () => {
  const { file, reader, find } = libraryWith(madeFaces(4));
  const keeper = new GroupsKeeper(reader, file);
  onTestFinished(() => keeper.close());
  keeper.follow();
  expect(keeper.progress()).toEqual({ version: 0, isGrouping: false });
  find(ALL.slice(0, BATCH));
  await keeper.settled();
  const before = keeper.groups();
  expect(before.groups.size).toBeGreaterThan(BATCH / 2);
  find(ALL.slice(BATCH));
  keeper.follow();
  expect(keeper.groups()).toBe(before);
  expect(keeper.progress()).toEqual({ version: 1, isGrouping: true });
  await keeper.settled();
  expect(whoIsTogether(keeper.groups())).toEqual(whoIsTogether(inOneGo(reader)));
  const writer = new IndexWriter(file);
  writer.analyses.forget('faces', new AbortController().signal);
  writer.close();
  await keeper.settled();
  expect(keeper.groups()).toEqual({ groups: new Map(), questions: [] });
}, 120_000);

it('groups are there at a start without grouping, keep their numbers while they grow, and those of unknown rules are made again', async () => {
  const { file, reader, find } = libraryWith(madeFaces(5));
  const keeper = new GroupsKeeper(reader, file);
  onTestFinished(() => keeper.close());
  find(ALL.slice(0, BATCH));
  await keeper.settled();
  const before = keeper.groups();
  const again = new GroupsKeeper(reader, file);
  onTestFinished(() => again.close());
  again.follow();
  expect(again.groups()).toEqual(before);
  expect(again.progress()).toEqual({ version: 0, isGrouping: false });

  find(ALL.slice(BATCH));
  await again.settled();
  expect(whoIsTogether(again.groups())).toEqual(whoIsTogether(inOneGo(reader)));
  const numbers = (groups: PeopleGroups): number[] =>
    [...Map.groupBy(groups.groups, ([, group]) => group)]
      .filter(([, faces]) => faces.length > 3)
      .map(([group]) => group);
  expect(numbers(before).length).toBeGreaterThan(3);
  const kept = numbers(before).filter((number) => {
    const faces = [...before.groups].filter(([, group]) => group === number);
    return faces.filter(([face]) => again.groups().groups.get(face) === number).length * 2 > faces.length;
  });
  // Two groups that are joined have one number from then on.
  expect(kept.length).toBeGreaterThan(numbers(before).length / 2);

  const db = new Sqlite(file);
  db.exec("UPDATE meta SET value = json_set(value, '$.version', 0) WHERE key = 'face-groups'");
  db.close();
  const other = new GroupsKeeper(reader, file);
  onTestFinished(() => other.close());
  expect(other.groups()).toEqual({ groups: new Map(), questions: [] });
  await other.settled();
  expect(other.groups()).toEqual(again.groups());
}, 120_000);

it.each([1, 2, 3])(
  'groups of seed %i are those of a grouping made from nothing after photos are removed, found again and named',
  async (seed) => {
    const faces = madeFaces(seed + 10);
    const { file, reader, find } = libraryWith(faces);
    const keeper = new GroupsKeeper(reader, file);
    const userData = new UserDataWriter(file);
    onTestFinished(async () => {
      userData.close();
      await keeper.close();
    });
    const next = random(seed);
    const some = (): number[] => ALL.filter(() => next() < 0.2);
    for (let step = 0; step < 8; step++) {
      const chance = next();
      if (chance < 0.5) find(some());
      else if (chance < 0.75) {
        const db = new Sqlite(file);
        db.pragma('foreign_keys = ON');
        for (const photo of some().slice(0, 3)) db.prepare('DELETE FROM faces WHERE photo_id = ?').run(photo);
        db.exec("UPDATE meta SET value = value + 1 WHERE key = 'revision'");
        db.close();
      } else {
        const [found] = reader.people.rows().found.filter(() => next() < 0.1);
        const hash = found === undefined ? undefined : reader.photo(found.photo)?.hash;
        if (found !== undefined && hash !== undefined)
          userData.people.act((actions) =>
            actions.assign(actions.named(`Anna ${step}`, step), [{ photo: hash, box: found.boxText }], step),
          );
      }
      await keeper.settled();
      expect(whoIsTogether(keeper.groups())).toEqual(whoIsTogether(inOneGo(reader)));
    }
  },
  120_000,
);
