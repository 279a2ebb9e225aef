import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../src/app/open-library.ts';
import { superviseIndexer } from '../../src/indexing/process/supervise.ts';
import { lockLibrary } from '../../src/store/library-lock.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { findProcesses } from '../e2e/find-processes.ts';
import { buildRenderer } from '../support/built-renderer.ts';
import { CLI_MAIN } from '../support/cli-main.ts';
import { isThere } from '../support/is-there.ts';
import { MODELS } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { sendSignal } from '../support/send-signal.ts';
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
    sendSignal(indexer.pid(), 'SIGSTOP');
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

const SEARCH = { text: 'dog', sort: 'relevance', offset: 0, limit: 10 } as const;

it('a write lock held for longer than a person waits is a sentence, searches are answered meanwhile, and the repeated write is there once', async () => {
  const { library: file } = prepare();
  const options = { path: file, models: MODELS, samples: null, indexing: false, log: () => {} };
  const library = await openLibrary(options);
  onTestFinished(() => library.close());
  const other = new Sqlite(file);
  other.exec('BEGIN IMMEDIATE');
  const save = async () => library.handlers['searches.save']({ text: 'dog' });
  let failure: unknown = null;
  const writing = save().catch((error: unknown) => {
    failure = error;
  });
  let searches = 0;
  while (failure === null) {
    expect(await library.handlers['search.run'](SEARCH)).toMatchObject({ hits: [] });
    searches += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await writing;
  expect(failure).toMatchObject({ kind: 'library-busy' });
  // One every second at least; alone it is answered in some milliseconds.
  expect(searches).toBeGreaterThan(5);
  expect(await library.handlers['searches.list']({})).toMatchObject({ saved: [] });
  other.exec('COMMIT');
  other.close();
  await save();
  expect(await library.handlers['searches.list']({})).toMatchObject({ saved: ['dog'] });
  recordAttempt({
    suite: 'faults',
    what: 'Another program holds the write lock for longer than a person waits',
    times: 1,
    outcome: 'searches are answered meanwhile; the write fails with a sentence, and works when repeated',
    lost: 0,
  });
}, 60_000);

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

/** `beachcomb COMMAND` on a library whose folder has sample photos, and what becomes of it. */
function startCommand(command: 'serve' | 'index') {
  const { library, folder } = prepare();
  const names = readdirSync(path.join(MODELS, 'samples')).filter((name) => name.endsWith('.jpg'));
  for (const name of names) copyFileSync(path.join(MODELS, 'samples', name), path.join(folder, name));
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', CLI_MAIN, command, '--library', library],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const indexer = (): number => findProcesses(library, child.pid)[0] ?? 0;
  const state = () => {
    const reader = new LibraryReader(library);
    try {
      const { photos = 0, problems = 0 } = reader.folders()[0] ?? {};
      return { photos, problems };
    } finally {
      reader.close();
    }
  };
  return { child, ended, indexer, state, errors: () => errors, all: names.length };
}

/** In ms: what waits less than this does not wait for the limit of a whole photo. */
const CLOSED_WITHIN_MS = 40_000;

describe.skipIf(process.platform !== 'linux')('a stopped indexer (SIGSTOP; needs Linux)', () => {
  it('under serve is killed after its limit, a new one goes on and blames no photo, and serve ends by itself', async () => {
    await buildRenderer();
    const { child, ended, indexer, state, errors, all } = startCommand('serve');
    await expect.poll(indexer, { timeout: 60_000 }).toBeGreaterThan(0);
    const first = indexer();
    await expect.poll(() => state().photos, { timeout: 120_000, interval: 20 }).toBeGreaterThan(0);
    sendSignal(first, 'SIGSTOP');
    await expect.poll(() => isThere(first), { timeout: 120_000 }).toBe(false);
    await expect.poll(state, { timeout: 120_000, interval: 250 }).toEqual({ photos: all, problems: 0 });
    expect(errors()).toContain('No sign of life for 60 seconds');
    // Where the first had indexed all photos, the next one still pauses before its start.
    await expect.poll(indexer, { timeout: 60_000 }).toBeGreaterThan(0);
    const second = indexer();
    expect(second).not.toBe(first);
    sendSignal(second, 'SIGSTOP');
    const start = performance.now();
    child.kill('SIGINT');
    await ended;
    expect(performance.now() - start).toBeLessThan(CLOSED_WITHIN_MS);
    expect(isThere(second)).toBe(false);
    recordAttempt({
      suite: 'faults',
      what: 'The indexer of serve is stopped (SIGSTOP) in the middle of its work, and another one while serve ends',
      times: 2,
      outcome: 'killed after its limit, all photos indexed, none blamed; serve ends within its limit',
      lost: 0,
    });
  }, 400_000);

  it('under index is killed when the command is interrupted', async () => {
    const { child, ended, indexer, state } = startCommand('index');
    await expect.poll(indexer, { timeout: 60_000 }).toBeGreaterThan(0);
    await expect.poll(() => state().photos, { timeout: 120_000, interval: 20 }).toBeGreaterThan(0);
    const pid = indexer();
    sendSignal(pid, 'SIGSTOP');
    const start = performance.now();
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(performance.now() - start).toBeLessThan(CLOSED_WITHIN_MS);
    expect(isThere(pid)).toBe(false);
  }, 300_000);
});
