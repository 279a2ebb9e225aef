import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createUserActionSession } from '../../../renderer/client/user-action-session.ts';
import { createClient } from '../../../src/api/client.ts';
import type { Output } from '../../../src/api/contract.ts';
import { dispatch } from '../../../src/api/dispatch.ts';
import type { Library } from '../../../src/app/library.ts';
import { fingerprint } from '../../support/fingerprint.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { MODELS } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const sample = (name: string): string => path.join(MODELS, 'samples', name);
/** The files of a folder, without its directories, whose times change. */
const filesOf = (folder: string): string[] => fingerprint(folder).filter((line) => !line.endsWith(' '));
const NEAR = ['beach', 'dog', 'bus'];

describe.skipIf(process.platform !== 'linux')('cleaning up duplicates (needs Linux)', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-clean-'));
  const [photos, data, file] = ['photos', 'data', 'library.sqlite'].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  let library: Library;
  let originals: readonly string[] = [];
  const call = createClient((request) => dispatch(library.handlers, 'browser', request));
  const session = createUserActionSession(
    { client: call, moveToTrash: null },
    { read: () => [], write: () => {} },
  );

  beforeAll(async () => {
    for (const name of ['2019', 'Backup', 'small']) mkdirSync(path.join(photos, name), { recursive: true });
    for (const name of [...NEAR, 'sea', 'house'])
      copyFileSync(sample(`${name}.jpg`), path.join(photos, '2019', `${name}.jpg`));
    for (const name of NEAR)
      await sharp(sample(`${name}.jpg`))
        .resize(200)
        .toFile(path.join(photos, 'small', `${name}.jpg`));
    copyFileSync(sample('sea.jpg'), path.join(photos, 'Backup', 'sea.jpg'));
    copyFileSync(sample('house.jpg'), path.join(photos, '2019', 'house (1).jpg'));
    originals = filesOf(photos);
    await indexFolder(file, photos);
    vi.stubEnv('XDG_DATA_HOME', data);
    library = await openAtRest(file, () => {});
  }, 120_000);
  afterAll(async () => {
    await library?.close();
    vi.unstubAllEnvs();
    removeFolder(root);
  });

  const groupsOf = async (kind: 'near' | 'exact'): Promise<Output<'duplicates.groups'>['groups']> => {
    await expect
      .poll(() => call('duplicates.groups', { kind, offset: 0, limit: 50 }), { timeout: 60_000 })
      .toMatchObject({ working: false, total: kind === 'near' ? NEAR.length : 2 });
    return (await call('duplicates.groups', { kind, offset: 0, limit: 50 })).groups;
  };
  const nothing = { groups: [], keep: [] };
  const shown = ({ members }: Output<'duplicates.groups'>['groups'][number]) =>
    members.map(({ directory, name }) => [...directory.slice(1), name].join('/'));

  it('has the photos that is:duplicate finds: near duplicates and exact copies', async () => {
    await groupsOf('near');
    for (const text of ['is:duplicate', 'duplicates', 'is:重复']) {
      const { hits, likely } = await call('search.run', {
        text,
        sort: 'relevance',
        verbatim: false,
        offset: 0,
        limit: 50,
      });
      const found = hits.flatMap(({ photo }) =>
        library.paths(photo).map((one) => path.relative(photos, Buffer.from(one).toString())),
      );
      expect(likely, text).toBe(2 * NEAR.length + 2);
      expect(found.toSorted()).toEqual(
        [
          ...NEAR.flatMap((name) => [`2019/${name}.jpg`, `small/${name}.jpg`]),
          '2019/sea.jpg',
          'Backup/sea.jpg',
          '2019/house.jpg',
          '2019/house (1).jpg',
        ].toSorted(),
      );
    }
  });

  it('proposes what stays with its reason: more pixels, the original name, no folder of copies', async () => {
    const near = await groupsOf('near');
    expect(near.map(({ reason }) => reason)).toEqual(['size', 'size', 'size']);
    expect(near.map((group) => shown(group)[0]).sort()).toEqual(
      NEAR.map((name) => `2019/${name}.jpg`).sort(),
    );
    const exact = await groupsOf('exact');
    expect(exact.map((group) => [group.reason, ...shown(group)]).sort()).toEqual([
      ['directory', '2019/sea.jpg', 'Backup/sea.jpg'],
      ['name', '2019/house.jpg', '2019/house (1).jpg'],
    ]);
  });

  it('plans only the groups that are meant, and what stays of each', async () => {
    const [first, second, third] = await groupsOf('near');
    if (first === undefined || second === undefined || third === undefined) throw new Error('too few groups');
    const plan = (input: object) =>
      call('duplicates.plan', { kind: 'near', all: false, ...nothing, ...input });
    expect(await plan({})).toMatchObject({ groups: 0, go: 0, plan: null, photos: [] });
    expect(await plan({ all: true })).toMatchObject({
      groups: 3,
      stay: 3,
      go: 3,
      plan: { photos: 3, files: 3 },
    });
    expect(await plan({ groups: [first.group] })).toMatchObject({
      groups: 1,
      stay: 1,
      go: 1,
      photos: [first.members[1]?.member],
    });
    const keepAll = { group: first.group, members: first.members.map(({ member }) => member) };
    const other = { group: second.group, members: [second.members[1]?.member ?? 0] };
    expect(await plan({ all: true, groups: [third.group], keep: [keepAll, other] })).toMatchObject({
      groups: 1,
      stay: 1,
      go: 1,
      photos: [second.members[0]?.member],
    });
    // Who keeps what is no member keeps the best.
    expect(
      await plan({ groups: [first.group], keep: [{ group: first.group, members: [99_999] }] }),
    ).toMatchObject({
      photos: [first.members[1]?.member],
    });
  });

  it('hands on what was stated of those that go, and takes all of it back by one undo', async () => {
    const [group] = await groupsOf('near');
    const [best, small] = group?.members.map(({ member }) => member) ?? [];
    if (group === undefined || best === undefined || small === undefined) throw new Error('too few photos');
    const { album } = await call('albums.add', { name: 'Trip' });
    await call('albums.set', { album, photos: [small], on: true });
    await call('favourites.set', { photos: [small], on: true });
    const place = { latitude: 48.8584, longitude: 2.2945 };
    await call('edits.change', { photos: [small], what: { change: 'rating', rating: 4 } });
    await call('edits.change', { photos: [small], what: { change: 'place', place } });
    await call('edits.change', { photos: [small], what: { change: 'turn', by: 90 } });
    await call('labels.correct', {
      corrections: [
        { photo: small, label: 'cat', applies: true },
        { photo: best, label: 'bicycle', applies: false },
        { photo: small, label: 'bicycle', applies: true },
      ],
    });
    const facts = async (photo: number) => {
      const { favourite, rating, albums, labels } = await call('photo.get', { photo, text: '' });
      const stated = labels.filter(({ correction }) => correction !== null);
      return { favourite, rating, albums: albums.length, labels: stated.map(({ label }) => label) };
    };
    const before = await facts(best);

    const made = await call('duplicates.plan', { kind: 'near', all: false, groups: [group.group], keep: [] });
    expect(made.merge).toMatchObject({
      photos: 1,
      favourites: [best],
      albums: [{ album, photos: [best] }],
      // How its own picture is turned, it keeps.
      edits: [
        { photo: best, field: 'place', value: place },
        { photo: best, field: 'rating', value: 4 },
      ],
      // What was stated of the photo that stays counts.
      corrections: [{ photo: best, label: 'cat', applies: true }],
    });
    if (made.plan === null) throw new Error('nothing goes');
    const { outcome } = await session.trash({ ...made.plan, photos: made.photos, merge: made.merge });
    expect(outcome).toMatchObject({ photos: 1, files: 1, failed: 0 });
    expect(await facts(best)).toMatchObject({ favourite: true, rating: 4, albums: 1 });
    expect((await facts(best)).labels).toContain('cat');

    await session.undo();
    expect(await facts(best)).toEqual(before);
    expect(await facts(small)).toMatchObject({ favourite: true, rating: 4, albums: 1 });
    expect(filesOf(photos)).toEqual(originals);
  });

  it('leaves everything as it was where the plan has changed meanwhile', async () => {
    const [group] = await groupsOf('near');
    const made = await call('duplicates.plan', {
      kind: 'near',
      all: false,
      groups: [group?.group ?? 0],
      keep: [],
    });
    const best = group?.members[0]?.member ?? 0;
    const before = await call('photo.get', { photo: best, text: '' });
    await expect(
      session.trash({ token: crypto.randomUUID(), by: 'program', photos: [], merge: made.merge }),
    ).rejects.toMatchObject({
      reason: { code: 'plan-changed' },
    });
    expect(await call('photo.get', { photo: best, text: '' })).toEqual(before);
  });

  it('cleans up all exact copies in one go, of each of which one file stays', async () => {
    const made = await call('duplicates.plan', { kind: 'exact', all: true, ...nothing });
    expect(made).toMatchObject({ groups: 2, stay: 2, go: 2, photos: [], plan: { photos: 0, files: 2 } });
    if (made.plan === null) throw new Error('nothing goes');
    await session.trash({ ...made.plan, photos: made.photos, merge: made.merge });
    expect(readdirSync(path.join(photos, 'Backup'))).toEqual([]);
    expect(existsSync(path.join(photos, '2019', 'house (1).jpg'))).toBe(false);
    expect(await call('duplicates.groups', { kind: 'exact', offset: 0, limit: 50 })).toMatchObject({
      total: 0,
    });
    expect((await call('search.run', { text: 'name:house' })).likely).toBe(1);
    await session.undo();
    expect(filesOf(photos)).toEqual(originals);
  });
});
