import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { Pipeline } from '../../../../src/indexing/pipeline/pipeline.ts';
import type { Progress } from '../../../../src/indexing/pipeline/progress.ts';
import type { RunSummary } from '../../../../src/indexing/pipeline/run-summary.ts';
import { IndexWriter } from '../../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../../src/store/library-reader.ts';
import { thumbnailPath } from '../../../../src/store/thumbnail-path.ts';
import { UserDataWriter } from '../../../../src/store/user-data-writer.ts';
import { dumpIndex } from '../../../support/dump-index.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { countOutdated, outdateLibrary } from '../../../support/outdate-library.ts';
import { MODELS } from '../../../support/paths.ts';
import { pipelineOptions } from '../../../support/pipeline-options.ts';
import { random } from '../../../support/random.ts';
import { recordAttempt } from '../../../support/record-attempt.ts';
import { rounds } from '../../../support/rounds.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SAMPLES = path.join(MODELS, 'samples');
const JPEGS = readdirSync(SAMPLES).filter((name) => name.endsWith('.jpg'));
/** As many as the kills need. */
const NAMES = JPEGS.slice(0, 20);

/** A folder of sample photos, each so many times with its own content, indexed; and a place for a copy of the library. */
async function indexed(names: readonly string[], copies = 1) {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  for (const name of names)
    for (let i = 0; i < copies; i++) {
      const file = path.join(folder, `${i}-${name}`);
      copyFileSync(path.join(SAMPLES, name), file);
      // Bytes behind the end of a JPEG change its hash, not its picture.
      if (i > 0) appendFileSync(file, Buffer.from([i]));
    }
  const library = path.join(root, 'library.sqlite');
  const userData = new UserDataWriter(library);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  const summary = await runPipeline(library, () => {});
  expect(summary).toMatchObject({ indexed: names.length * copies, recognisedAgain: 0 });
  return { folder, library, fresh: dumpIndex(library) };
}

/** Everything of a library but the predictions and the labels: rows of these tables, as they are. */
function untouchedTables(library: string): unknown {
  const db = new Sqlite(library, { readonly: true });
  const tables = ['photos', 'files', 'corrections', 'own_labels', 'favourites', 'albums', 'album_photos'];
  const rows = tables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all());
  db.close();
  return rows;
}

/** One run in this process, which sees every progress; one photo is decoded at a time. */
async function runPipeline(
  library: string,
  onProgress: (progress: Progress) => void,
  shouldYield: () => boolean = () => false,
): Promise<RunSummary> {
  const pipeline = new Pipeline(pipelineOptions(library, { onProgress }));
  try {
    return await pipeline.run({
      folders: null,
      changedOnly: false,
      forgetMissing: [],
      shouldYield,
      signal: new AbortController().signal,
    });
  } finally {
    await pipeline.close();
  }
}

const photoOf = (library: string, name: string): number => {
  const reader = new LibraryReader(library);
  const place = reader.files.places().find(({ path: at }) => Buffer.from(at).toString() === name);
  reader.close();
  return place?.photo ?? 0;
};

describe('photos that a network of another generation recognised', () => {
  it('are recognised again, and end as in a fresh library, with all else as it was', async () => {
    const { folder, library, fresh } = await indexed(['dog.jpg', 'beach.jpg', 'sea.jpg', 'bus.jpg']);
    const dog = photoOf(library, '0-dog.jpg');
    const userData = new UserDataWriter(library);
    userData.statements.addCustomLabel('Rex', 1);
    userData.statements.correct([{ photo: dog, label: 'own:1', applies: true }], 2);
    userData.statements.correct([{ photo: dog, label: 'dog', applies: false }], 3);
    userData.statements.setFavourite([dog], true, 4);
    userData.statements.setInAlbum(userData.statements.addAlbum('Best', null, 5), [dog], true);
    userData.close();
    outdateLibrary(library);
    const before = untouchedTables(library);
    expect(dumpIndex(library)).not.toEqual(fresh);
    const { summary } = await indexFolder(library, folder);
    expect(summary).toMatchObject({ indexed: 0, known: 0, recognisedAgain: 4 });
    expect(dumpIndex(library)).toEqual(fresh);
    expect(untouchedTables(library)).toEqual(before);
    expect((await indexFolder(library, folder)).summary.recognisedAgain).toBe(0);
  });

  it('come after photos that wait for the first time, and count as found and not yet done', async () => {
    const { folder, library } = await indexed(['dog.jpg', 'beach.jpg', 'sea.jpg']);
    outdateLibrary(library);
    copyFileSync(path.join(SAMPLES, 'bus.jpg'), path.join(folder, 'new.jpg'));
    const seen: { done: number; found: number; outdated: number }[] = [];
    const summary = await runPipeline(library, ({ phase, done, found }) => {
      const now = { done, found, outdated: countOutdated(library) };
      // Decoding is reported too, and changes none of these.
      if (phase === 'indexing' && JSON.stringify(now) !== JSON.stringify(seen.at(-1))) seen.push(now);
    });
    expect(summary).toMatchObject({ indexed: 1, recognisedAgain: 3 });
    expect(seen.slice(0, 3)).toEqual([
      { done: 3, found: 4, outdated: 3 },
      { done: 4, found: 4, outdated: 3 },
      { done: 1, found: 4, outdated: 3 },
    ]);
    expect(seen.at(-1)).toEqual({ done: 4, found: 4, outdated: 0 });
  });

  it('make way for another run that is wanted, and go on in it', async () => {
    const { library, fresh } = await indexed(['dog.jpg', 'beach.jpg', 'sea.jpg']);
    outdateLibrary(library);
    let asked = 0;
    // Wanted once the first photo is under way.
    const first = await runPipeline(
      library,
      () => {},
      () => ++asked > 1,
    );
    expect(first.recognisedAgain).toBe(1);
    expect(countOutdated(library)).toBe(2);
    expect((await runPipeline(library, () => {})).recognisedAgain).toBe(2);
    expect(dumpIndex(library)).toEqual(fresh);
  });

  it('are taken the newest first, those with a file that the indexer crashed on before them', async () => {
    const { library } = await indexed(['dog.jpg', 'beach.jpg', 'sea.jpg', 'bus.jpg']);
    outdateLibrary(library);
    const db = new Sqlite(library);
    const times = { dog: '2003-01-01', beach: null, sea: '2020-01-01', bus: '2011-01-01' };
    for (const [name, time] of Object.entries(times))
      db.prepare('UPDATE photos SET taken_at = ? WHERE id = ?').run(
        time === null ? null : `${time}T00:00:00`,
        photoOf(library, `0-${name}.jpg`),
      );
    db.close();
    const writer = new IndexWriter(library);
    const isCurrent = (model: string): boolean => model !== 'beachcomb-photo-1';
    const [sea, bus, dog, beach] = ['sea', 'bus', 'dog', 'beach'].map((name) =>
      photoOf(library, `0-${name}.jpg`),
    );
    expect(writer.predictions.outdatedPhotos(isCurrent)).toEqual({
      suspects: [],
      others: [sea, bus, dog, beach],
    });
    const file = writer.predictions.filesOf(dog ?? 0)?.files[0]?.id ?? 0;
    writer.queue.recordCrashes([file], 'crashed');
    expect(writer.predictions.outdatedPhotos(isCurrent)).toEqual({
      suspects: [dog],
      others: [sea, bus, beach],
    });
    // After the second crash the file is not opened any more: its thumbnail is taken.
    writer.queue.recordCrashes([file], 'crashed');
    expect(writer.predictions.filesOf(dog ?? 0)?.files).toEqual([]);
    expect(writer.predictions.outdatedPhotos(() => true)).toEqual({ suspects: [], others: [] });
    writer.close();
  });

  it('are decoded from the thumbnail where the original is away, and left where that is gone, too', async () => {
    const { folder, library } = await indexed(['dog.jpg', 'beach.jpg', 'sea.jpg']);
    const [dog, beach] = [photoOf(library, '0-dog.jpg'), photoOf(library, '0-beach.jpg')];
    const reader = new LibraryReader(library);
    const expected = reader.prediction(dog);
    const hash = reader.photo(beach)?.hash;
    reader.close();
    outdateLibrary(library);
    renameSync(folder, `${folder}-unplugged`);
    const cache = new Sqlite(thumbnailPath(library));
    expect(cache.prepare('DELETE FROM thumbnails WHERE hash = ?').run(hash).changes).toBe(1);
    cache.close();
    expect((await indexFolder(library, folder)).summary).toMatchObject({ asked: 0, recognisedAgain: 2 });
    expect(countOutdated(library)).toBe(1);
    const after = new LibraryReader(library);
    const found = after.prediction(dog);
    expect(after.prediction(beach)?.phrase).toBeNull();
    after.close();
    expect(found?.phrase).toHaveLength(192);
    expect(found?.classes[0]).toBe(expected?.classes[0]);
    renameSync(`${folder}-unplugged`, folder);
    expect((await indexFolder(library, folder)).summary.recognisedAgain).toBe(1);
    expect(countOutdated(library)).toBe(0);
  });

  it('are not decoded from a file whose bytes are others by now', async () => {
    const { folder, library } = await indexed(['dog.jpg', 'sea.jpg', 'bus.jpg']);
    const dog = photoOf(library, '0-dog.jpg');
    const before = new LibraryReader(library);
    const expected = before.prediction(dog);
    before.close();
    const db = new Sqlite(library);
    const { size, mtime } = db.prepare('SELECT size, mtime FROM files WHERE photo_id = ?').get(dog) as {
      size: number;
      mtime: number;
    };
    db.close();
    outdateLibrary(library);
    // As large and as old as it was: the scan sees no difference.
    const file = path.join(folder, '0-dog.jpg');
    copyFileSync(path.join(SAMPLES, 'angel-of-the-north.jpg'), file);
    appendFileSync(file, Buffer.alloc(size - statSync(file).size));
    utimesSync(file, mtime / 1e6, mtime / 1e6);
    await indexFolder(library, folder);
    const after = new LibraryReader(library);
    expect(after.prediction(dog)?.classes[0]).toBe(expected?.classes[0]);
    after.close();
  });

  it('killed again and again on the way end equal to a fresh library', async () => {
    const [copies, kills] = [rounds(3, 8), rounds(2, 5)];
    const { folder, library, fresh } = await indexed(NAMES, copies);
    const total = NAMES.length * copies;
    outdateLibrary(library);
    const next = random(11);
    const left: number[] = [];
    const { restarts, summary } = await indexFolder(library, folder, (kill) => {
      // Killed whenever some more photos are done: what is done stays done.
      let wanted = Math.ceil(next() * 20);
      const watch = (): void => {
        const outdated = countOutdated(library);
        if (outdated === 0 || left.length >= kills) return;
        if (total - outdated >= wanted) {
          left.push(outdated);
          kill();
          wanted = total - outdated + 8 + Math.ceil(next() * 20);
        }
        setTimeout(watch, 20);
      };
      watch();
    });
    expect(left).toHaveLength(kills);
    expect(restarts).toBe(kills);
    expect(left).toEqual(left.toSorted((a, b) => b - a));
    expect(summary.recognisedAgain).toBeLessThan(total);
    expect(dumpIndex(library)).toEqual(fresh);
    recordAttempt({
      suite: 'faults',
      what: 'kill -9 of the indexer while photos are recognised again by a new network',
      times: restarts,
      outcome: 'ends equal to a fresh library',
      lost: 0,
    });
  }, 300_000);
});
