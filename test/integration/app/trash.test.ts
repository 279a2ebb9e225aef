import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../../src/api/client.ts';
import { dispatch } from '../../../src/api/dispatch.ts';
import type { Library } from '../../../src/app/library.ts';
import { openLibrary } from '../../../src/app/open-library.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { TrashLog } from '../../../src/store/trash-log.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { MADE_RAW } from '../../support/made-raw.ts';
import { MODELS } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const isFileBelow = (folder: string): string[] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
const sample = (name: string): string => path.join(MODELS, 'samples', name);

describe.skipIf(process.platform !== 'linux')('photos that go to the trash (needs Linux)', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-trash-'));
  const master = path.join(root, 'master');
  let [work, photos, libraryPath, trash] = ['', '', '', ''];
  let rounds = 0;
  let library: Library;
  const call = createClient((request) => dispatch(library.handlers, 'browser', request));
  const asShell = createClient((request) => dispatch(library.handlers, 'shell', request));
  const at = (...names: string[]): string => path.join(photos, ...names);

  beforeAll(async () => {
    // Indexed once, at the place where each test has its own copy of it.
    [work, photos] = [path.join(root, 'work'), path.join(root, 'work', 'photos')];
    mkdirSync(at('copies'), { recursive: true });
    for (const name of ['beach.jpg', 'dog.jpg', 'bus.jpg', 'sea.jpg']) copyFileSync(sample(name), at(name));
    copyFileSync(sample('beach.jpg'), at('copies', 'beach (1).jpg'));
    const jpeg = readFileSync(sample('dog.jpg'));
    const thumbnail = await sharp(jpeg).resize(60).jpeg().toBuffer();
    writeFileSync(at('dog.cr2'), MADE_RAW.cr2({ jpeg, thumbnail, orientation: 1, sensorBytes: 1000 }));
    writeFileSync(at('dog.jpg.xmp'), '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
    writeFileSync(at('sea.jpg.xmp'), '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
    await indexFolder(path.join(work, 'library.sqlite'), photos);
    renameSync(work, master);
  }, 120_000);
  afterAll(() => removeFolder(root));

  const open = () =>
    openLibrary({ path: libraryPath, models: MODELS, samples: null, indexing: false, log: () => {} });
  beforeEach(async () => {
    rounds += 1;
    // Node’s own copy rounds the times.
    expect(spawnSync('cp', ['-a', master, work]).status).toBe(0);
    libraryPath = path.join(work, 'library.sqlite');
    trash = path.join(root, `data-${rounds}`);
    vi.stubEnv('XDG_DATA_HOME', trash);
    library = await open();
  });
  afterEach(async () => {
    await library.close();
    vi.unstubAllEnvs();
    // The synchronous one leaves the rest where a closing database removes a file of its own meanwhile.
    await rm(work, { recursive: true, force: true });
  });

  /** The photo of a name, once the library shows it. */
  const named = (name: string): Promise<number> =>
    vi.waitFor(
      async () => {
        const [hit] = (await call('search.run', { text: `name:${name}` })).hits;
        if (hit === undefined) throw new Error(`${name} is not found`);
        return hit.photo;
      },
      { timeout: 20_000 },
    );
  const count = async (text: string): Promise<number> => (await call('search.run', { text })).likely;
  const move = async (...photoIds: number[]) => {
    const plan = await call('trash.plan', { photos: photoIds });
    return { plan, outcome: await call('trash.move', { token: plan.token }) };
  };

  it('states how many photos and files go, with copies, RAW files and sidecars, and changes nothing', async () => {
    const before = isFileBelow(photos).map(hashOf);
    const [beach, dog, bus] = [await named('beach'), await named('dog'), await named('bus')];
    expect(await call('trash.plan', { photos: [beach, dog, bus] })).toMatchObject({
      photos: 3,
      files: 6,
      stacked: 1,
      copies: 1,
      companions: 1,
      lastCopies: 1,
      left: 0,
      problems: [],
      by: 'program',
      bytes: [at('beach.jpg'), at('copies', 'beach (1).jpg'), at('dog.jpg'), at('dog.cr2'), at('bus.jpg')]
        .map((file) => readFileSync(file).length)
        .reduce((sum, size) => sum + size, readFileSync(at('dog.jpg.xmp')).length),
    });
    expect(isFileBelow(photos).map(hashOf)).toEqual(before);
    expect(existsSync(trash)).toBe(false);
  });

  it('lie in the trash byte for byte, leave the search at once and are not missing; what was stated stays', async () => {
    const dog = await named('dog');
    await call('favourites.set', { photos: [dog], on: true });
    await call('edits.change', { photos: [dog], what: { change: 'rating', rating: 5 } });
    const { album } = await call('albums.add', { name: 'Dogs' });
    await call('albums.set', { album, photos: [dog], on: true });
    const hashes = ['dog.jpg', 'dog.cr2', 'dog.jpg.xmp'].map((name) => hashOf(at(name)));

    const { outcome } = await move(dog);
    expect(outcome).toMatchObject({ photos: 1, files: 3, failed: 0, problems: [] });
    // No byte of an original is lost: whoever unlinks one fails here.
    expect(
      isFileBelow(path.join(trash, 'Trash', 'files'))
        .map(hashOf)
        .sort(),
    ).toEqual(hashes.sort());
    expect(readdirSync(photos).sort()).toEqual(['beach.jpg', 'bus.jpg', 'copies', 'sea.jpg', 'sea.jpg.xmp']);
    expect([await count('name:dog'), await count('is:missing'), await count('is:favourite')]).toEqual([
      0, 0, 0,
    ]);
    expect(await call('folders.list', {})).toMatchObject([{ files: 4, missing: [] }]);

    // The library is opened again: nothing was only in memory.
    await library.close();
    library = await open();
    expect(await call('trash.undo', { undo: outcome.undo ?? 0 })).toEqual({
      files: 3,
      failed: 0,
      problems: [],
    });
    expect(await named('dog')).toBe(dog);
    expect(await call('photo.get', { photo: dog, text: '' })).toMatchObject({
      favourite: true,
      rating: 5,
      albums: [{ name: 'Dogs' }],
      raws: ['dog.cr2'],
    });
    expect(['dog.jpg', 'dog.cr2', 'dog.jpg.xmp'].map((name) => hashOf(at(name))).sort()).toEqual(hashes);
    expect(isFileBelow(path.join(trash, 'Trash'))).toEqual([]);
    // A scan finds nothing new and nothing missing.
    await library.close();
    const { summary } = await indexFolder(libraryPath, photos);
    library = await open();
    expect(summary.scans).toMatchObject([{ new: 0, changed: 0, missing: [] }]);
    expect(summary.indexed).toBe(0);
  });

  it('are listed as long as they are in the trash, also by another window, and no number counts twice', async () => {
    const [bus, dog] = [await named('bus'), await named('dog')];
    expect(await call('trash.list', {})).toEqual({ by: 'program', runs: [] });
    const before = await library.turnedThumbnail(bus);
    const first = await move(bus);
    const second = await move(dog);
    await library.close();
    library = await open();
    const { runs } = await call('trash.list', {});
    expect(runs).toMatchObject([
      {
        undo: second.outcome.undo,
        files: 3,
        photos: null,
        names: expect.arrayContaining(['dog.jpg', 'dog.cr2', 'dog.jpg.xmp']),
      },
      { undo: first.outcome.undo, files: 1, photos: 1, shown: [bus], names: ['bus.jpg'] },
    ]);
    expect(Math.abs((runs[0]?.at ?? 0) - Date.now())).toBeLessThan(60_000);
    // Its thumbnail is still there, for whoever chooses what to put back.
    const thumbnail = await library.turnedThumbnail(bus);
    expect(thumbnail).toEqual(before);
    await call('trash.undo', { undo: second.outcome.undo ?? 0 });
    expect((await call('trash.list', {})).runs).toMatchObject([{ undo: first.outcome.undo }]);
    const third = await move(await named('sea'));
    expect(third.outcome.undo).not.toBe(second.outcome.undo);
    // The trash was emptied.
    for (const file of isFileBelow(path.join(trash, 'Trash'))) unlinkSync(file);
    expect((await call('trash.list', {})).runs).toEqual([]);
  });

  it('have all that was stated of them again when a file manager puts them back', async () => {
    const bus = await named('bus');
    await call('favourites.set', { photos: [bus], on: true });
    await move(bus);
    renameSync(path.join(trash, 'Trash', 'files', 'bus.jpg'), at('bus.jpg'));
    await library.close();
    await indexFolder(libraryPath, photos);
    library = await open();
    expect(await count('name:bus is:favourite')).toBe(1);
  });

  it('go only by a plan that is still what was shown, once', async () => {
    const [bus, sea] = [await named('bus'), await named('sea')];
    const plan = await call('trash.plan', { photos: [bus, sea] });
    writeFileSync(at('bus.jpg'), 'another picture');
    await expect(call('trash.move', { token: plan.token })).rejects.toMatchObject({
      reason: { code: 'plan-changed' },
    });
    expect([existsSync(at('bus.jpg')), existsSync(at('sea.jpg')), existsSync(trash)]).toEqual([
      true,
      true,
      false,
    ]);
    const second = await call('trash.plan', { photos: [sea] });
    await call('trash.move', { token: second.token });
    for (const token of [second.token, plan.token, crypto.randomUUID()])
      await expect(call('trash.move', { token })).rejects.toMatchObject({ reason: { code: 'plan-changed' } });
  });

  it('stay where the file was replaced or deleted since the scan, with the reason; the others go', async () => {
    const [bus, sea, beach] = [await named('bus'), await named('sea'), await named('beach')];
    writeFileSync(at('bus.jpg'), readFileSync(sample('dog.jpg')));
    rmSync(at('sea.jpg'));
    const { plan, outcome } = await move(bus, sea, beach);
    expect(plan).toMatchObject({ photos: 1, files: 2, left: 2 });
    expect(plan.problems.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'bus.jpg', reason: { code: 'file-changed' } },
      { name: 'sea.jpg', reason: { code: 'missing' } },
    ]);
    expect(outcome).toMatchObject({ photos: 1, files: 2, failed: 2 });
    expect(readFileSync(at('bus.jpg'))).toEqual(readFileSync(sample('dog.jpg')));
    expect(await count('name:bus')).toBe(1);
    // The sidecar of a photo that stays, stays.
    expect(existsSync(at('sea.jpg.xmp'))).toBe(true);
  });

  it('lose a copy and keep the photo if one of its files is to stay', async () => {
    const beach = await named('beach');
    const { places } = await call('photo.get', { photo: beach, text: '' });
    expect(places.length).toBe(2);
    await expect(call('trash.plan', { copies: [{ photo: beach, keep: [] }] })).rejects.toThrow();
    // Whoever names a file that is none of the photo keeps them all.
    expect(await call('trash.plan', { copies: [{ photo: beach, keep: [99_999] }] })).toMatchObject({
      files: 0,
    });
    const keep = fileIdOf('beach.jpg');
    const plan = await call('trash.plan', { copies: [{ photo: beach, keep: [keep] }] });
    expect(plan).toMatchObject({ photos: 0, files: 1, copies: 1 });
    expect(await call('trash.move', { token: plan.token })).toMatchObject({ photos: 0, files: 1 });
    expect((await call('photo.get', { photo: beach, text: '' })).places).toMatchObject([
      { name: 'beach.jpg' },
    ]);
    expect(readdirSync(at('copies'))).toEqual([]);
  });

  const fileIdOf = (name: string): number => {
    const db = openDatabase(libraryPath, 'read');
    const found = db.prepare('SELECT id FROM files WHERE name = ?').pluck().get(Buffer.from(name)) as number;
    db.close();
    return found;
  };

  it('come back only as far as they can, and what stays in the trash can be tried again', async () => {
    const { outcome } = await move(await named('bus'), await named('beach'));
    writeFileSync(at('bus.jpg'), 'in its place');
    const undo = outcome.undo ?? 0;
    expect(await call('trash.undo', { undo })).toEqual({
      files: 2,
      failed: 1,
      problems: [{ name: 'bus.jpg', reason: { code: 'place-taken' } }],
    });
    expect(readFileSync(at('bus.jpg'), 'utf8')).toBe('in its place');
    rmSync(at('bus.jpg'));
    expect(await call('trash.undo', { undo })).toEqual({ files: 1, failed: 0, problems: [] });
    expect(hashOf(at('bus.jpg'))).toBe(hashOf(sample('bus.jpg')));
  });

  it.each([
    ['before the file was moved', false],
    ['after it', true],
  ])('are where a kill left them: %s', async (_, isMoved) => {
    const bus = await named('bus');
    await library.close();
    const [file, info] = ['files/bus.jpg', 'info/bus.jpg.trashinfo'].map((name) =>
      path.join(trash, 'Trash', name),
    );
    if (file === undefined || info === undefined) throw new Error('There is no place.');
    for (const directory of [path.dirname(file), path.dirname(info)])
      mkdirSync(directory, { recursive: true });
    writeFileSync(info, '[Trash Info]\n');
    const db = openDatabase(libraryPath, 'person');
    const row = db
      .prepare(
        'SELECT folder_id AS folder, directory, name, size, mtime, kind, photo_id AS photo FROM file_paths WHERE name = ?',
      )
      .get(Buffer.from('bus.jpg')) as Pick<
      Parameters<TrashLog['intend']>[2][number],
      'folder' | 'directory' | 'name' | 'size' | 'mtime' | 'kind' | 'photo'
    >;
    const places = { trashFile: Buffer.from(file), trashInfo: Buffer.from(info) };
    const note = { ...row, original: Buffer.from(at('bus.jpg')), cloudOnly: 0, waits: 0, ...places };
    // The process of the note has ended.
    new TrashLog(db, null).intend(1, 2 ** 22 + 1, [note], Date.now());
    db.close();
    if (isMoved) renameSync(at('bus.jpg'), file);
    library = await open();
    await expect.poll(() => existsSync(info)).toBe(isMoved);
    await expect.poll(() => count('name:bus')).toBe(isMoved ? 0 : 1);
    expect(hashOf(isMoved ? file : at('bus.jpg'))).toBe(hashOf(sample('bus.jpg')));
    if (isMoved) {
      expect(await call('trash.undo', { undo: 1 })).toMatchObject({ files: 1, failed: 0 });
      expect(await named('bus')).toBe(bus);
    }
  });

  it('are moved by the shell where only that can, and leave the library only when they are gone', async () => {
    await library.close();
    vi.stubEnv('BEACHCOMB_TRASH', 'shell');
    library = await openLibrary({
      path: libraryPath,
      models: MODELS,
      samples: null,
      indexing: false,
      log: () => {},
      hasShell: true,
    });
    const plan = await call('trash.plan', { photos: [await named('bus'), await named('sea')] });
    expect(plan).toMatchObject({ by: 'shell', files: 3 });
    await expect(call('trash.move', { token: plan.token })).rejects.toMatchObject({
      reason: { code: 'no-trash-here' },
    });
    await expect(call('trash.paths', { token: plan.token })).rejects.toMatchObject({ kind: 'not-allowed' });
    const again = await call('trash.plan', { photos: [await named('bus'), await named('sea')] });
    const { files } = await asShell('trash.paths', { token: again.token });
    const paths = files.map(({ path: bytes }) => Buffer.from(bytes, 'base64').toString());
    expect(paths.map((one) => path.basename(one)).sort()).toEqual(['bus.jpg', 'sea.jpg', 'sea.jpg.xmp']);
    // The system took one of them, and was silent about another one.
    renameSync(at('bus.jpg'), path.join(root, `bus-${rounds}.jpg`));
    const failed = files
      .filter((_, n) => paths[n]?.endsWith('sea.jpg'))
      .map(({ file }) => ({ file, error: 'EBUSY' }));
    expect(await asShell('trash.moved', { token: again.token, failed })).toMatchObject({
      photos: 1,
      files: 1,
      failed: 2,
      undo: null,
    });
    expect([await count('name:bus'), await count('name:sea')]).toEqual([0, 1]);
  });

  it('cannot be moved where neither this program nor a shell can reach the trash', async () => {
    await library.close();
    vi.stubEnv('BEACHCOMB_TRASH', 'shell');
    library = await open();
    const plan = await call('trash.plan', { photos: [await named('bus')] });
    expect(plan.by).toBe('nobody');
    await expect(call('trash.move', { token: plan.token })).rejects.toMatchObject({
      reason: { code: 'no-trash-here' },
    });
    expect(existsSync(at('bus.jpg'))).toBe(true);
  });

  it('keep a library that cannot be written as it is: nothing is moved', async () => {
    const bus = await named('bus');
    const plan = await call('trash.plan', { photos: [bus] });
    const db = openDatabase(libraryPath, 'person');
    db.exec("CREATE TRIGGER full BEFORE INSERT ON trashed_files BEGIN SELECT RAISE(ABORT, 'full'); END");
    await expect(call('trash.move', { token: plan.token })).rejects.toThrow();
    db.exec('DROP TRIGGER full');
    db.close();
    expect(existsSync(at('bus.jpg'))).toBe(true);
    expect(isFileBelow(path.join(trash, 'Trash'))).toEqual([]);
    chmodSync(at('bus.jpg'), 0o444);
    utimesSync(photos, new Date(), new Date());
    expect((await move(bus)).outcome).toMatchObject({ photos: 1 });
  });
});
