import { chmodSync, copyFileSync, mkdirSync, readdirSync, renameSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../src/app/open-library.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { indexFolder } from '../support/index-folder.ts';
import { CAN_MOUNT, mountFolder } from '../support/mounts.ts';
import { MODELS } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { tempFolder } from '../support/temp-folder.ts';

const SAMPLES = path.join(MODELS, 'samples');

/** Copies of sample photos that may only be read. */
function readOnlyPhotos(folder: string, names: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    copyFileSync(path.join(SAMPLES, name), path.join(folder, name));
    chmodSync(path.join(folder, name), 0o444);
  }
}

describe('originals', () => {
  it('are as they were, to the nanosecond, after an index, searches, answers and an export', async () => {
    const root = tempFolder();
    const names = readdirSync(SAMPLES)
      .filter((name) => name.endsWith('.jpg'))
      .slice(0, 8);
    const photos = path.join(root, 'photos');
    readOnlyPhotos(photos, names);
    // Where it can be had, the system itself refuses every write.
    const folder = CAN_MOUNT ? path.join(root, 'read-only') : photos;
    if (CAN_MOUNT) mountFolder(photos, folder, 'read');
    const before = fingerprint(photos);
    const library = path.join(root, 'library.sqlite');
    expect((await indexFolder(library, folder)).summary).toMatchObject({
      indexed: names.length,
      problems: 0,
    });
    const open = await openLibrary({
      path: library,
      models: MODELS,
      samples: null,
      indexing: false,
      log() {},
    });
    onTestFinished(() => open.close());
    const calls = open.handlers;
    const found = await calls['search.run']({ text: '', sort: 'date', offset: 0, limit: 50 });
    expect(found.hits).toHaveLength(names.length);
    for (const { photo } of found.hits) {
      await calls['photo.get']({ photo, text: 'dog' });
      await open.originalPart(photo, 0, null);
      await open.originalForConversion(photo);
      await calls['labels.correct']({ corrections: [{ photo, label: 'dog', applies: true }] });
    }
    await calls['favourites.set']({ photos: found.hits.map(({ photo }) => photo), on: true });
    const sidecars = path.join(root, 'sidecars');
    mkdirSync(sidecars);
    expect(await calls['userData.exportSidecars']({ path: sidecars, form: 'lightroom' })).toMatchObject({
      written: names.length,
    });
    await calls['userData.export']({});
    await calls['duplicates.list']({ kind: null });
    await indexFolder(library, folder);
    expect(fingerprint(photos)).toEqual(before);
    recordAttempt({
      suite: 'faults',
      what: `Index, search, answers, exports over photos ${CAN_MOUNT ? 'on a read-only disk' : 'that may only be read'}`,
      times: names.length,
      outcome: 'every file the same: bytes, time to the nanosecond, mode',
      lost: 0,
    });
  }, 120_000);

  it('whose times jump with the clock, ahead and back, are looked up again and known, without the network', async () => {
    const root = tempFolder();
    const folder = path.join(root, 'photos');
    const names = ['dog.jpg', 'sea.jpg', 'bus.jpg'];
    readOnlyPhotos(folder, names);
    const library = path.join(root, 'library.sqlite');
    await indexFolder(library, folder);
    const withoutTimes = (): string[] =>
      dumpIndex(library).map((line) => line.replace(/"mtime":-?\d+/, '"mtime":0'));
    const before = withoutTimes();
    for (const year of [2099, 1970]) {
      for (const name of names) utimesSync(path.join(folder, name), new Date(), new Date(Date.UTC(year, 5)));
      expect((await indexFolder(library, folder)).summary).toMatchObject({
        indexed: 0,
        known: 3,
        problems: 0,
      });
      expect(withoutTimes()).toEqual(before);
    }
    recordAttempt({
      suite: 'faults',
      what: 'Times of all photos jump to 2099 and back to 1970',
      times: 2,
      outcome: 'all known by their content, nothing looked at twice',
      lost: 0,
    });
  }, 120_000);

  it('in a root that was renamed are kept, and known at once where the new name is added', async () => {
    const root = tempFolder();
    const folder = path.join(root, 'Photos');
    readOnlyPhotos(folder, ['dog.jpg', 'sea.jpg']);
    const library = path.join(root, 'library.sqlite');
    await indexFolder(library, folder);
    const renamed = path.join(root, 'My photos');
    renameSync(folder, renamed);
    const { summary } = await indexFolder(library, renamed);
    expect(summary).toMatchObject({ indexed: 0, known: 2, asked: 0 });
    expect(summary.scans.map(({ unreachable }) => unreachable !== null)).toEqual([true, false]);
    recordAttempt({
      suite: 'faults',
      what: 'Root folder renamed',
      times: 1,
      outcome: 'the old one kept as away, the new one known by content without the network',
      lost: 0,
    });
  }, 60_000);
});
