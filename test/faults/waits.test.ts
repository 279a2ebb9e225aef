import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../src/app/open-library.ts';
import { superviseIndexer } from '../../src/indexing/process/supervise.ts';
import { lockLibrary } from '../../src/store/library-lock.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { MODELS } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** A library with one empty folder. */
function prepare() {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  const library = path.join(root, 'library.sqlite');
  mkdirSync(folder);
  const userData = new UserDataWriter(library);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  return { library, folder };
}

/** An indexer that stays, and the kinds of the errors that it reported. */
function resident(library: string) {
  const failures: string[] = [];
  let idle = 0;
  const indexer = superviseIndexer(
    { library, models: MODELS, folders: null, resident: true, paused: false },
    {
      onProgress: ({ phase }) => {
        if (phase === 'idle') idle += 1;
      },
      onFailed: ({ kind }) => failures.push(kind),
    },
  );
  onTestFinished(() => indexer.stop());
  return { indexer, failures, idle: () => idle };
}

describe('a wait', () => {
  it('for a stopped indexer has an end: it is killed, and the library is free', async () => {
    const { library } = prepare();
    const { indexer } = resident(library);
    await indexer.finished;
    process.kill(indexer.pid() ?? 0, 'SIGSTOP');
    await indexer.stop();
    lockLibrary(library).release();
    recordAttempt({
      suite: 'faults',
      what: 'The program ends while its indexer is stopped (SIGSTOP)',
      times: 1,
      outcome: 'ends within its limit, the library is not locked',
      lost: 0,
    });
  }, 60_000);

  it('for another indexer ends with it, and the indexing goes on by itself', async () => {
    const { library } = prepare();
    const lock = lockLibrary(library);
    const { failures, idle } = resident(library);
    await expect.poll(() => failures, { timeout: 60_000 }).toContain('library-busy');
    expect(idle()).toBe(0);
    lock.release();
    await expect.poll(idle, { timeout: 60_000 }).toBeGreaterThan(0);
    recordAttempt({
      suite: 'faults',
      what: 'Another Beachcomb is indexing when the window opens, and ends later',
      times: 1,
      outcome: 'shown as busy meanwhile, then indexed by itself',
      lost: 0,
    });
  }, 120_000);

  it('for the write lock of another program blocks no other answer, and the write is there at last', async () => {
    const { library: file } = prepare();
    const options = { path: file, models: MODELS, samples: null, indexing: false, log: () => {} };
    const library = await openLibrary(options);
    onTestFinished(() => library.close());
    const other = new Sqlite(file);
    other.exec('BEGIN IMMEDIATE');
    let isWritten = false;
    const writing = Promise.resolve(library.handlers['searches.save']({ text: 'dog' })).then(() => {
      isWritten = true;
    });
    for (let i = 0; i < 5; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await library.handlers['searches.list']({})).toMatchObject({ saved: [] });
      expect(isWritten).toBe(false);
    }
    other.exec('COMMIT');
    other.close();
    await writing;
    expect(await library.handlers['searches.list']({})).toMatchObject({ saved: ['dog'] });
    recordAttempt({
      suite: 'faults',
      what: 'Another program holds the write lock while a person answers',
      times: 1,
      outcome: 'other answers come meanwhile; written when the lock is free',
      lost: 0,
    });
  }, 60_000);
});

it('a folder that vanishes or comes back while a window is open changes the revision that the window follows', async () => {
  const { library: file, folder } = prepare();
  const options = { path: file, models: MODELS, samples: null, indexing: true, log: () => {} };
  const library = await openLibrary(options);
  onTestFinished(() => library.close());
  const folders = async () => (await library.handlers['folders.list']({})).map(({ state }) => state);
  const revision = async () => (await library.handlers['status.get']({})).revision;
  await expect.poll(folders, { timeout: 60_000 }).toEqual(['ready']);
  const before = await revision();
  renameSync(folder, `${folder}-away`);
  await library.handlers['index.rescan']({});
  await expect.poll(folders, { timeout: 60_000 }).toEqual(['unreachable']);
  const away = await revision();
  expect(away).toBeGreaterThan(before);
  renameSync(`${folder}-away`, folder);
  await library.handlers['index.rescan']({});
  await expect.poll(folders, { timeout: 60_000 }).toEqual(['ready']);
  expect(await revision()).toBeGreaterThan(away);
}, 240_000);
