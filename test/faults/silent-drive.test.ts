import { appendFileSync, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Start } from '../../src/indexing/process/message.ts';
import { superviseIndexer } from '../../src/indexing/process/supervise.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { HAS_COMPILER } from '../support/has-compiler.ts';
import { MODELS } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type SilentDrive, silentDrive } from './silent-drive.ts';

const SAMPLE = path.join(
  MODELS,
  'samples',
  readdirSync(path.join(MODELS, 'samples')).find((name) => name.endsWith('.jpg')) ?? '',
);
let made = 0;

/** Different photos that look the same. */
function addPhotos(folder: string, count: number, name = 'photo'): void {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i += 1) {
    const file = path.join(folder, `${name}-${i}.jpg`);
    copyFileSync(SAMPLE, file);
    made += 1;
    appendFileSync(file, `${made}`);
  }
}

/** A library with these folders, in this order. */
function prepare(names: readonly string[]) {
  const root = tempFolder();
  const library = path.join(root, 'library.sqlite');
  const userData = new UserDataWriter(library);
  for (const name of names) {
    mkdirSync(path.join(root, name));
    userData.addFolder(Buffer.from(path.join(root, name)), 0);
  }
  userData.close();
  const folders = () => {
    const reader = new LibraryReader(library);
    try {
      return reader.folders().map(({ photos, waiting, problems, unreachable, silent }) => ({
        photos,
        waiting,
        problems,
        unreachable,
        silent: silent.map((one) => Buffer.from(one).toString()),
      }));
    } finally {
      reader.close();
    }
  };
  const problems = (): string[] => {
    const reader = new LibraryReader(library);
    try {
      return reader.files.problems(0, 1000).rows.map(({ kind }) => kind);
    } finally {
      reader.close();
    }
  };
  return { root, library, folders, problems };
}

/** A resident indexer that finds the drive, and what it reported. */
function start(library: string, drive: SilentDrive, more: Partial<Start> = {}) {
  const env = { ...drive.env, BEACHCOMB_ANSWER_WITHIN_MS: '1000' };
  Object.assign(process.env, env);
  onTestFinished(() => {
    drive.answer();
    for (const name of Object.keys(env)) delete process.env[name];
  });
  const restarts: string[] = [];
  const seen = { phase: '' };
  const indexer = superviseIndexer(
    { library, models: MODELS, folders: null, resident: true, paused: false, ...more },
    {
      onProgress: ({ phase }) => {
        seen.phase = phase;
      },
      onRestart: (exit) => restarts.push(exit),
    },
  );
  onTestFinished(() => indexer.stop());
  return { indexer, restarts, isIdle: () => seen.phase === 'idle' };
}

const until = <T>(value: () => T) => expect.poll(value, { timeout: 120_000, interval: 100 });
const UNREACHABLE = JSON.stringify({ code: 'not-responding' });
const NOTHING = { waiting: 0, problems: 0, unreachable: null, silent: [] };

describe.skipIf(!HAS_COMPILER)('a drive that does not answer (needs Linux and a C compiler)', () => {
  it('leaves its folder as it is, is no problem of other folders, and is looked at when it answers', async () => {
    const { root, library, folders } = prepare(['away', 'good']);
    const drive = silentDrive(root, [path.join(root, 'away')]);
    addPhotos(path.join(root, 'away'), 3);
    addPhotos(path.join(root, 'good'), 2);
    const { indexer, restarts } = start(library, drive);
    await until(folders).toEqual([
      { ...NOTHING, photos: 3 },
      { ...NOTHING, photos: 2 },
    ]);
    addPhotos(path.join(root, 'away'), 60, 'more');
    drive.silence();
    addPhotos(path.join(root, 'good'), 4, 'more');
    indexer.send({ command: 'rescan' });
    await until(folders).toEqual([
      { ...NOTHING, photos: 3, unreachable: UNREACHABLE },
      { ...NOTHING, photos: 6 },
    ]);
    drive.answer();
    await until(folders).toEqual([
      { ...NOTHING, photos: 63 },
      { ...NOTHING, photos: 6 },
    ]);
    expect(restarts).toEqual([]);
    recordAttempt({
      suite: 'faults',
      what: 'The drive of one of two folders stops answering, and answers later',
      times: 1,
      outcome: 'its photos stay, the other folder is indexed, all of it when it answers',
      lost: 0,
    });
  }, 400_000);

  it('in the middle of a folder leaves that directory out after a few reads, not after all of them', async () => {
    const { root, library, folders, problems } = prepare(['photos']);
    const drive = silentDrive(root, [path.join(root, 'photos', 'away')], 'reads');
    addPhotos(path.join(root, 'photos', 'away'), 60);
    addPhotos(path.join(root, 'photos', 'there'), 10);
    drive.silence();
    const { indexer, restarts, isIdle } = start(library, drive);
    await until(() => isIdle() && folders()[0]?.photos).toBe(10);
    const [folder] = folders();
    expect(folder).toMatchObject({ photos: 10, unreachable: null, silent: ['away'] });
    expect(problems().length).toBeLessThan(4);
    expect((folder?.waiting ?? 0) + problems().length).toBe(60);
    // What is tried by hand finds it as it was.
    indexer.send({ command: 'retry', files: null });
    drive.answer();
    await until(folders).toEqual([{ ...NOTHING, photos: 70 }]);
    expect(restarts).toEqual([]);
    recordAttempt({
      suite: 'faults',
      what: 'Reads of sixty files in one directory do not return',
      times: 1,
      outcome: 'the directory left out after a few, one notice with its reason; all indexed when it answers',
      lost: 0,
    });
  }, 400_000);

  it('for single files of a directory is a problem of each, in a process that is replaced before its threads run out', async () => {
    const { root, library, folders, problems } = prepare(['photos']);
    const photos = path.join(root, 'photos');
    const sick = Array.from({ length: 9 }, (_, i) => `${i}-sick`);
    const drive = silentDrive(
      root,
      sick.map((name) => path.join(photos, name)),
      'reads',
    );
    // In the order of their names, in which they are read, good ones lie between them.
    for (const name of sick) {
      addPhotos(photos, 1, name);
      addPhotos(photos, 6, `${name.slice(0, 1)}-well`);
    }
    drive.silence();
    const { restarts } = start(library, drive);
    await until(folders).toEqual([{ ...NOTHING, photos: 54, problems: 9 }]);
    expect(new Set(problems())).toEqual(new Set(['not-responding']));
    expect(restarts).toContain('Its drives do not answer, and it has no threads left.');
    recordAttempt({
      suite: 'faults',
      what: 'Reads of nine files between good ones do not return, more than there are threads for',
      times: 1,
      outcome: 'each a problem of its file, the process replaced in time, all others indexed',
      lost: 0,
    });
  }, 400_000);

  it('for a row of single files is a problem of each: others of the directory are probed before it is left out', async () => {
    const { root, library, folders, problems } = prepare(['photos']);
    const photos = path.join(root, 'photos');
    const sick = [0, 1, 2, 3].map((n) => path.join(photos, `sick-${n}.jpg`));
    const drive = silentDrive(root, sick, 'reads');
    addPhotos(photos, 4, 'sick');
    addPhotos(photos, 12, 'well');
    drive.silence();
    const { restarts } = start(library, drive);
    await until(folders).toEqual([{ ...NOTHING, photos: 12, problems: 4 }]);
    expect(new Set(problems())).toEqual(new Set(['not-responding']));
    expect(restarts).toEqual([]);
    recordAttempt({
      suite: 'faults',
      what: 'Reads of four files in a row do not return, those of the others do',
      times: 1,
      outcome: 'each a problem of its file, all others indexed, the directory not left out',
      lost: 0,
    });
  }, 400_000);

  it('is not watched, which the main thread would wait for, and the others of its folder are indexed', async () => {
    const { root, library, folders } = prepare(['photos']);
    const drive = silentDrive(root, [path.join(root, 'photos', 'away')], 'watches-too');
    addPhotos(path.join(root, 'photos', 'away'), 2);
    const { indexer, isIdle } = start(library, drive);
    await until(() => isIdle() && folders()[0]?.photos).toBe(2);
    drive.silence();
    addPhotos(path.join(root, 'photos', 'there'), 2);
    indexer.send({ command: 'rescan' });
    await until(() => folders()[0]).toMatchObject({ photos: 4, unreachable: null, silent: ['away'] });
  }, 400_000);
});
