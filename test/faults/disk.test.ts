import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/api/contract/settings-calls.ts';
import type { Library } from '../../src/app/library.ts';
import { openLibrary } from '../../src/app/open-library.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { indexFolder } from '../support/index-folder.ts';
import { CAN_MOUNT, fillDisk, mountFolder, mountSmallDisk, unmount } from '../support/mounts.ts';
import { MODELS } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { makeUserDataLibrary, userDataOf } from '../support/user-data-library.ts';

const SAMPLES = path.join(MODELS, 'samples');
const FEW = ['dog.jpg', 'sea.jpg', 'beach.jpg', 'bus.jpg'];

async function open(library: string, log: string[] = []): Promise<Library> {
  const options = { path: library, models: MODELS, samples: null, log: (line: string) => log.push(line) };
  const opened = await openLibrary({ ...options, indexing: false });
  onTestFinished(() => opened.close());
  return opened;
}
const kindOf = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
    return null;
  } catch (error) {
    return (error as { kind?: unknown }).kind ?? error;
  }
};
const hits = async (library: Library, text: string): Promise<number> =>
  (await library.handlers['search.run']({ text, sort: 'relevance', offset: 0, limit: 500 })).hits.length;

// Without mounts (no root, or a container that forbids it) these are left out by name.
describe.skipIf(!CAN_MOUNT)('a full disk (needs the right to mount)', () => {
  it('refuses what a person says in a sentence, loses nothing, and takes it when there is space', async () => {
    const disk = path.join(tempFolder(), 'disk');
    mountSmallDisk(disk, 6 << 20);
    const file = path.join(disk, 'library.sqlite');
    makeUserDataLibrary(file, '/photos', 60);
    const library = await open(file);
    const free = fillDisk(disk);
    let statements = 0;
    let kind: unknown = null;
    // SQLite's log has room from before for a few.
    while (kind === null && statements < 5000) {
      kind = await kindOf(() => library.handlers['searches.save']({ text: `full ${statements}` }));
      if (kind === null) statements += 1;
    }
    expect(kind).toBe('disk-full');
    expect(await hits(library, 'is:favourite')).toBe(20);
    free();
    expect(await kindOf(() => library.handlers['searches.save']({ text: 'again' }))).toBeNull();
    await library.close();
    const withUserData = userDataOf(file);
    const texts = withUserData.statements.savedSearches.map(({ text }) => text);
    expect(texts.sort()).toEqual(
      ['again', 'dog beach', ...Array.from({ length: statements }, (_, n) => `full ${n}`)].sort(),
    );
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    const again = await open(file);
    await again.close();
    // What happened is told by a setting of its own.
    expect(userDataOf(file)).toEqual(withUserData);
    recordAttempt({
      suite: 'faults',
      what: 'Disk full while a person answers',
      times: 1,
      outcome: `refused with disk-full after ${statements} more that were acknowledged; all of those there, in both files; goes on when freed`,
      lost: 0,
    });
  });

  it('ends an index with its reason; with space again, it ends as one that was never stopped', async () => {
    const root = tempFolder();
    const disk = path.join(root, 'disk');
    mountSmallDisk(disk, 3 << 20);
    const folder = path.join(root, 'photos');
    mkdirSync(folder);
    for (const name of FEW) copyFileSync(path.join(SAMPLES, name), path.join(folder, name));
    const whole = path.join(root, 'whole.sqlite');
    await indexFolder(whole, folder);
    const file = path.join(disk, 'library.sqlite');
    makeUserDataLibrary(file, path.join(root, 'nowhere'), 1);
    const withUserData = userDataOf(file);
    const free = fillDisk(disk);
    expect(await kindOf(() => indexFolder(file, folder))).toBe('disk-full');
    free();
    expect(userDataOf(file)).toEqual(withUserData);
    await indexFolder(file, folder);
    const lines = new Set(dumpIndex(file));
    expect(dumpIndex(whole).filter((line) => !lines.has(line))).toEqual([]);
    recordAttempt({
      suite: 'faults',
      what: 'Disk full while the indexer works',
      times: 1,
      outcome: 'ends with disk-full; with space again, equal to an index never stopped',
      lost: 0,
    });
  }, 120_000);
});

describe.skipIf(!CAN_MOUNT)('a library that may only be read (needs the right to mount)', () => {
  it('is searched and exported; what a person says is refused in a sentence, and nothing changes', async () => {
    const root = tempFolder();
    const writable = path.join(root, 'writable');
    mkdirSync(writable);
    const file = path.join(writable, 'library.sqlite');
    makeUserDataLibrary(file, '/photos', 60);
    const withUserData = userDataOf(file);
    const names = readdirSync(writable).sort();
    const readOnly = path.join(root, 'read-only');
    mountFolder(writable, readOnly, 'read');
    const log: string[] = [];
    const library = await open(path.join(readOnly, 'library.sqlite'), log);
    expect(await hits(library, 'is:favourite')).toBe(20);
    expect(await library.handlers['status.get']({})).toMatchObject({
      phase: 'stopped',
      stoppedBy: 'library-unwritable',
    });
    for (const work of [
      () => library.handlers['searches.save']({ text: 'x' }),
      () => library.handlers['favourites.set']({ photos: [30], on: true }),
      () => library.handlers['settings.set']({ ...DEFAULT_SETTINGS, theme: 'light' }),
      () => library.addFolder(Buffer.from(root)),
    ])
      expect(await kindOf(work)).toBe('library-unwritable');
    // Nobody asked for a search to be noted.
    expect(await kindOf(() => library.handlers['searches.note']({ text: 'x' }))).toBeNull();
    const { json } = await library.handlers['userData.export']({});
    expect(JSON.parse(json).favourites).toHaveLength(20);
    expect(log.join()).toContain('can still search');
    await library.close();
    expect(readdirSync(writable).sort()).toEqual(names);
    expect(userDataOf(file)).toEqual(withUserData);
    recordAttempt({
      suite: 'faults',
      what: 'Library on a read-only disk',
      times: 1,
      outcome: 'searched and exported; every word refused with library-unwritable',
      lost: 0,
    });
  });
});

describe.skipIf(!CAN_MOUNT)('a library whose disk vanishes (needs the right to mount)', () => {
  it('takes no word that would be lost, makes nothing in its place, and has all when the disk is back', async () => {
    const root = tempFolder();
    const real = path.join(root, 'real');
    const disk = path.join(root, 'disk');
    mkdirSync(real);
    mountFolder(real, disk);
    const file = path.join(disk, 'library.sqlite');
    makeUserDataLibrary(file, '/photos', 60);
    const library = await open(file);
    await library.handlers['searches.save']({ text: 'before' });
    unmount(disk);
    for (let n = 0; n < 5; n += 1)
      expect(await kindOf(() => library.handlers['searches.save']({ text: `away ${n}` }))).toBe(
        'library-unwritable',
      );
    expect(await hits(library, 'is:favourite')).toBe(20);
    expect(readdirSync(disk)).toEqual([]);
    await library.close();
    mountFolder(real, disk);
    expect(existsSync(file)).toBe(true);
    const texts = userDataOf(file).statements.savedSearches.map(({ text }) => text);
    expect(texts.sort()).toEqual(['before', 'dog beach']);
    recordAttempt({
      suite: 'faults',
      what: 'Disk of the library vanishes (umount -l) and comes back',
      times: 5,
      outcome: 'search goes on; every word refused with library-unwritable; nothing made in its place',
      lost: 0,
    });
  });
});

describe.skipIf(!CAN_MOUNT)('a folder under two names (needs the right to mount)', () => {
  it('as disks have it that make no difference between cases, is one folder', async () => {
    const root = tempFolder();
    for (const name of ['Photos', 'PHOTOS']) mkdirSync(path.join(root, name));
    mountFolder(path.join(root, 'Photos'), path.join(root, 'PHOTOS'));
    const library = await open(path.join(root, 'library.sqlite'));
    const id = await library.addFolder(Buffer.from(path.join(root, 'Photos')));
    expect(await library.addFolder(Buffer.from(path.join(root, 'PHOTOS')))).toBe(id);
    expect(await library.handlers['folders.list']({})).toHaveLength(1);
    recordAttempt({
      suite: 'faults',
      what: 'One folder added under two names',
      times: 1,
      outcome: 'one folder, no photo twice',
    });
  });
});
