import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Progress } from '../../../../src/indexing/pipeline/progress.ts';
import { type Supervised, superviseIndexer } from '../../../../src/indexing/process/supervise.ts';
import { UserDataWriter } from '../../../../src/store/user-data-writer.ts';
import { dumpIndex } from '../../../support/dump-index.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { openAtRest } from '../../../support/open-at-rest.ts';
import { MODELS } from '../../../support/paths.ts';
import { removeFolder } from '../../../support/remove-folder.ts';
import { rounds } from '../../../support/rounds.ts';
import { sendSignal } from '../../../support/send-signal.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SAMPLES = path.join(MODELS, 'samples');
/** Taken in August 2000 with a FinePix40i. */
const DOG = readFileSync(path.join(SAMPLES, 'dog.jpg'));
/** Without metadata. */
const PARROTS = readFileSync(path.join(SAMPLES, 'parrots.jpg'));

/** A folder with photos of different contents, a tenth of them without metadata and from 2019 by their names. */
function madeFolder(
  photos: number,
  root = tempFolder(),
): { readonly folder: string; readonly library: string } {
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  for (let at = 0; at < photos; at++) {
    const [name, picture] =
      at % 10 === 0
        ? [`IMG_20190614_12${String(at).padStart(4, '0')}.jpg`, PARROTS]
        : [`walk ${at}.jpg`, DOG];
    writeFileSync(path.join(folder, name), Buffer.concat([picture, Buffer.from(`photo ${at}`)]));
  }
  return { folder, library: libraryOf(folder, path.join(root, 'library.sqlite')) };
}

/** A new library of a folder. @returns its path */
function libraryOf(folder: string, library: string): string {
  const userData = new UserDataWriter(library);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  return library;
}

const until = (told: () => void): Promise<void> => vi.waitFor(told, { timeout: 60_000, interval: 20 });

/** An indexer that is paused by the user: photos are listed, and nothing is decoded or recognised. */
async function paused(library: string, photos: number, resident = false) {
  let progress: Progress | null = null;
  const indexer = superviseIndexer(
    { library, models: MODELS, folders: null, resident, paused: true },
    {
      onProgress: (now) => {
        progress = now;
      },
    },
  );
  onTestFinished(() => indexer.stop());
  await until(() =>
    expect(progress).toMatchObject({ phase: 'paused', found: photos, listed: photos, done: 0 }),
  );
  return indexer;
}

const resume = async (indexer: Supervised) => {
  indexer.send({ command: 'resume' });
  return indexer.finished;
};

/** A number that a query gives. */
function count(library: string, sql: string): number {
  const db = new Sqlite(library, { readonly: true });
  try {
    return db.prepare(sql).pluck().get() as number;
  } finally {
    db.close();
  }
}

/** The library, opened without an indexer until the test is done. */
async function opened(library: string) {
  const open = await openAtRest(library);
  onTestFinished(() => open.close());
  return open;
}

const photosOf = async (open: Awaited<ReturnType<typeof opened>>, text: string): Promise<number[]> => {
  const page = await open.handlers['search.run']({ text, sort: 'relevance', offset: 0, limit: 5000 });
  return page.hits.map(({ photo }) => photo);
};

/** Of the folder whose indexers are killed. */
const PHOTOS = rounds(24, 120);
/** That folder, and what is in a library whose indexer was not killed. */
let killed: { readonly root: string; readonly folder: string; readonly whole: readonly string[] };

beforeAll(async () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-listed-'));
  const { folder, library } = madeFolder(PHOTOS, root);
  copyFileSync(path.join(folder, 'walk 1.jpg'), path.join(folder, 'copy.jpg'));
  await indexFolder(library, folder);
  killed = { root, folder, whole: dumpIndex(library) };
});
afterAll(() => removeFolder(killed.root));

describe('photos that are listed by the heads of their files', () => {
  it('are all in the timeline and in searches by date and name before the network has seen one', async () => {
    const { library } = madeFolder(12);
    const indexer = await paused(library, 12);
    const open = await opened(library);
    expect(await photosOf(open, '')).toHaveLength(12);
    expect(await photosOf(open, '2019')).toHaveLength(2);
    expect(await photosOf(open, 'walk')).toHaveLength(10);
    expect(await photosOf(open, 'camera:finepix date:2000')).toHaveLength(10);
    expect(count(library, 'SELECT count(*) FROM answers')).toBe(0);
    const [first = 0] = await photosOf(open, '2019');
    expect(await open.handlers['photo.get']({ photo: first, text: '' })).toMatchObject({
      format: 'jpeg',
      width: 768,
      height: 512,
      takenAt: { from: 'file-name' },
    });
    expect(open.handlers['folders.list']({})).toMatchObject([{ files: 0, waiting: 12 }]);
    const listed = (await photosOf(open, '')).toSorted();
    expect(await resume(indexer)).toMatchObject({ indexed: 12, known: 0, problems: 0 });
    // The same rows, now with labels.
    expect((await photosOf(open, '')).toSorted()).toEqual(listed);
    expect(count(library, 'SELECT count(*) FROM photos')).toBe(12);
    expect(count(library, 'SELECT count(*) FROM files WHERE waits = 1')).toBe(0);
  });

  it('end as one photo where their contents are the same, under either id', async () => {
    const { folder, library } = madeFolder(3);
    copyFileSync(path.join(folder, 'walk 1.jpg'), path.join(folder, 'walk 1 (copy).jpg'));
    const indexer = await paused(library, 4);
    const open = await opened(library);
    const before = await photosOf(open, '"walk 1"');
    expect(before).toHaveLength(2);
    await resume(indexer);
    const after = await photosOf(open, '"walk 1"');
    expect(after).toHaveLength(1);
    for (const photo of before)
      expect((await open.handlers['photo.get']({ photo, text: '' })).places).toHaveLength(2);
  });

  it('take what the user states of them, by their content', async () => {
    const { folder, library } = madeFolder(3);
    copyFileSync(path.join(folder, 'walk 1.jpg'), path.join(folder, 'twin.jpg'));
    const indexer = await paused(library, 4);
    const open = await opened(library);
    const [twin = 0] = await photosOf(open, 'twin');
    const [walk = 0] = await photosOf(open, '"walk 2"');
    const [first = 0] = await photosOf(open, '"walk 1"');
    await open.handlers['favourites.set']({ photos: [walk, first], on: true });
    await open.handlers['labels.correct']({ corrections: [{ photo: twin, label: 'dog', applies: false }] });
    // Before anything else was read: the copy is one photo with the first now.
    const shown = await open.handlers['photo.get']({ photo: twin, text: '' });
    expect(shown).toMatchObject({ favourite: true });
    expect(shown.places).toHaveLength(2);
    await resume(indexer);
    expect(await photosOf(open, 'is:favourite')).toHaveLength(2);
    const { json } = await open.handlers['userData.export']({});
    for (const name of ['walk 1.jpg', 'walk 2.jpg']) {
      const hash = createHash('sha256')
        .update(readFileSync(path.join(folder, name)))
        .digest('hex');
      expect(json, name).toContain(hash);
    }
    const after = await open.handlers['photo.get']({ photo: twin, text: '' });
    expect(after.favourite).toBe(true);
    expect(after.labels).toContainEqual(expect.objectContaining({ label: 'dog', correction: false }));
  });

  it('refuse a statement where the file cannot be read, and store nothing', async () => {
    const { folder, library } = madeFolder(2);
    await paused(library, 2);
    const open = await opened(library);
    const [walk = 0] = await photosOf(open, 'walk');
    renameSync(folder, `${folder} away`);
    await expect(open.handlers['favourites.set']({ photos: [walk], on: true })).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(count(library, 'SELECT count(*) FROM favourites')).toBe(0);
  });

  it('get the thumbnail that a window asks for at once, also while indexing is paused', async () => {
    const { library } = madeFolder(12);
    const indexer = await paused(library, 12);
    const open = await opened(library);
    const [photo = 0] = await photosOf(open, '2019');
    expect(open.thumbnail(photo)?.bytes).toHaveLength(0);
    indexer.send({ command: 'restoreThumbnails', photos: [photo] });
    await until(() => expect(open.thumbnail(photo)?.bytes.length).toBeGreaterThan(0));
    expect(count(library, 'SELECT count(*) FROM answers')).toBe(0);
    expect(await resume(indexer)).toMatchObject({ indexed: 12, known: 0, problems: 0 });
    expect(count(library, 'SELECT count(*) FROM photos')).toBe(12);
  });

  it('are not shown twice where a known file was moved', async () => {
    const { folder, library } = madeFolder(10);
    await indexFolder(library, folder);
    mkdirSync(path.join(folder, 'moved'));
    for (let at = 1; at < 9; at++)
      renameSync(path.join(folder, `walk ${at}.jpg`), path.join(folder, 'moved', `${at}.jpg`));
    writeFileSync(path.join(folder, 'new.jpg'), Buffer.concat([DOG, Buffer.from('new')]));
    const indexer = superviseIndexer(
      { library, models: MODELS, folders: null, resident: false, paused: true },
      { onProgress: () => {} },
    );
    onTestFinished(() => indexer.stop());
    await until(() => expect(count(library, 'SELECT count(*) FROM files WHERE waits = 1')).toBe(1));
    expect(count(library, 'SELECT count(*) FROM photos')).toBe(11);
    expect(await resume(indexer)).toMatchObject({ indexed: 1, known: 8 });
    expect(count(library, 'SELECT count(*) FROM photos')).toBe(11);
  });

  it('are gone with a problem of their file, and a changed file is listed again', async () => {
    const { folder, library } = madeFolder(3);
    // A head like a photo's, and nothing behind it.
    writeFileSync(path.join(folder, 'cut.jpg'), DOG.subarray(0, 700));
    const indexer = await paused(library, 4);
    expect(await resume(indexer)).toMatchObject({ indexed: 3, problems: 1 });
    const open = await opened(library);
    expect(await photosOf(open, '')).toHaveLength(3);
    writeFileSync(path.join(folder, 'walk 1.jpg'), Buffer.concat([DOG, Buffer.from('changed')]));
    utimesSync(path.join(folder, 'walk 1.jpg'), 1, 1);
    expect((await indexFolder(library, folder)).summary).toMatchObject({ indexed: 1, problems: 0 });
    expect(await photosOf(open, '')).toHaveLength(3);
  });

  for (const [what, isDue] of [
    ['listed', ({ listed }) => listed >= PHOTOS / 3],
    ['decoded', ({ decoded, done }) => decoded > done],
    ['recognised', ({ done }) => done >= PHOTOS / 3],
  ] as const satisfies readonly (readonly [string, (progress: Progress) => boolean])[])
    it(`come to the same library after a kill while photos are being ${what}`, async () => {
      const library = libraryOf(killed.folder, path.join(killed.root, `${what}.sqlite`));
      let kills = 0;
      const indexer = superviseIndexer(
        { library, models: MODELS, folders: null, resident: false, paused: false },
        {
          onProgress: (progress) => {
            const pid = indexer.pid();
            if (kills > 0 || pid === undefined || !isDue(progress)) return;
            kills += 1;
            sendSignal(pid, 'SIGKILL');
          },
        },
      );
      onTestFinished(() => indexer.stop());
      await indexer.finished;
      expect(kills).toBe(1);
      expect(dumpIndex(library)).toEqual(killed.whole);
      expect(count(library, 'SELECT count(*) FROM files WHERE waits = 1')).toBe(0);
    });
});
