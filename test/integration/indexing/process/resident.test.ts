import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Progress } from '../../../../src/indexing/pipeline/progress.ts';
import type { Start, Summary } from '../../../../src/indexing/process/message.ts';
import { superviseIndexer } from '../../../../src/indexing/process/supervise.ts';
import { LibraryReader } from '../../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../../src/store/user-data-writer.ts';
import { MODELS } from '../../../support/paths.ts';
import { recordAttempt } from '../../../support/record-attempt.ts';
import { removeFolder } from '../../../support/remove-folder.ts';

const DOG = path.join(MODELS, 'samples', 'dog.jpg');

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const tempFolder = (): string => mkdtempSync(path.join(root, 'test-'));
// The tests run side by side, so what each leaves is cleared away behind them all.
const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(ends.map((end) => end()));
  removeFolder(root);
});

/** An indexer that stays, over a folder with directories and nothing else. */
async function resident(more: Partial<Start> = {}) {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  mkdirSync(path.join(folder, '2024', 'Trip'), { recursive: true });
  const library = path.join(root, 'library.sqlite');
  const userData = new UserDataWriter(library);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  const runs: Summary[] = [];
  let progress: Progress | null = null;
  const start = { library, models: MODELS, folders: null, resident: true, paused: false, ...more };
  const indexer = superviseIndexer(start, {
    onProgress: (now) => {
      progress = now;
    },
    onFinished: (summary) => runs.push(summary),
  });
  const reader = new LibraryReader(library);
  ends.push(async () => {
    await indexer.stop();
    reader.close();
  });
  const sum = (of: 'indexed' | 'known' | 'problems'): number => runs.reduce((all, run) => all + run[of], 0);
  const until = (told: () => void): Promise<void> => vi.waitFor(told, { timeout: 150_000, interval: 20 });
  const state = () => reader.folders()[0];
  return { folder, library, indexer, runs, sum, until, state, progress: () => progress };
}

/** A folder of power supplies with one battery. */
function battery(status: string): { readonly folder: string; set(status: string): void } {
  const folder = tempFolder();
  const set = (now: string): void => writeFileSync(path.join(folder, 'BAT0', 'status'), `${now}\n`);
  mkdirSync(path.join(folder, 'BAT0'));
  writeFileSync(path.join(folder, 'BAT0', 'type'), 'Battery\n');
  set(status);
  return { folder, set };
}

describe.concurrent('an indexer that stays', () => {
  it('finds a photo that is copied in, and one in a new directory, without being asked', async () => {
    const { folder, indexer, sum, until, progress } = await resident();
    await indexer.finished;
    await until(() => expect(progress()).toMatchObject({ phase: 'idle', watching: 'watching' }));
    copyFileSync(DOG, path.join(folder, '2024', 'Trip', 'dog.jpg'));
    mkdirSync(path.join(folder, 'new', 'below'), { recursive: true });
    copyFileSync(path.join(MODELS, 'samples', 'beach.jpg'), path.join(folder, 'new', 'below', 'b.jpg'));
    await until(() => expect(sum('indexed')).toBe(2));
  });

  it('looks at a file that grows once, when it is whole', async () => {
    const { folder, indexer, runs, sum, until } = await resident();
    await indexer.finished;
    const bytes = readFileSync(DOG);
    const file = path.join(folder, '2024', 'dog.jpg');
    const copy = (async () => {
      for (let part = 0; part < 10; part++) {
        appendFileSync(file, bytes.subarray((bytes.length * part) / 10, (bytes.length * (part + 1)) / 10));
        await sleep(350);
        // Another directory's changes bring looks in between.
        writeFileSync(path.join(folder, '2024', 'Trip', `${part}.psd`), '');
      }
    })();
    await copy;
    await until(() => expect(sum('indexed')).toBe(1));
    expect(runs.flatMap((run) => run.scans).reduce((all, scan) => all + scan.changed, 0)).toBe(0);
    expect([sum('problems'), sum('known')]).toEqual([0, 0]);
  });

  it('forgets nothing of a folder that vanishes, and looks at it when it is back', async () => {
    const { folder, indexer, sum, until, state } = await resident();
    copyFileSync(DOG, path.join(folder, 'dog.jpg'));
    await indexer.finished;
    await until(() => expect(sum('indexed')).toBe(1));
    renameSync(folder, `${folder}-away`);
    await until(() => expect(state()?.unreachable).toBeTruthy());
    expect(state()).toMatchObject({ photos: 1 });
    copyFileSync(path.join(MODELS, 'samples', 'sea.jpg'), path.join(`${folder}-away`, 'sea.jpg'));
    renameSync(`${folder}-away`, folder);
    await until(() => expect(sum('indexed')).toBe(2));
    expect(state()).toMatchObject({ unreachable: null, photos: 2, missing: [] });
    recordAttempt({
      suite: 'faults',
      what: 'Folder vanishes while it is watched, and comes back',
      times: 1,
      outcome: 'nothing forgotten, what is new in it found',
      lost: 0,
    });
  });

  it.runIf(process.platform === 'linux')('waits while on battery, and goes on when plugged in', async () => {
    const power = battery('Discharging');
    const { folder, sum, until, progress } = await resident({
      pauseOnBattery: true,
      powerSupply: power.folder,
    });
    copyFileSync(DOG, path.join(folder, 'dog.jpg'));
    await until(() => expect(progress()).toMatchObject({ phase: 'paused', pausedBy: 'battery', found: 1 }));
    expect(progress()).toMatchObject({ done: 0 });
    power.set('Charging');
    await until(() => expect(sum('indexed')).toBe(1));
    await until(() => expect(progress()).toMatchObject({ phase: 'idle', pausedBy: null }));
  });

  it('waits and goes on as its parent reports the power, on every system', async () => {
    const { folder, indexer, sum, until, progress } = await resident({ pauseOnBattery: true });
    await indexer.finished;
    indexer.send({ command: 'power', onBattery: true });
    copyFileSync(DOG, path.join(folder, 'dog.jpg'));
    await until(() => expect(progress()).toMatchObject({ phase: 'paused', pausedBy: 'battery', found: 1 }));
    indexer.send({ command: 'power', onBattery: false });
    await until(() => expect(sum('indexed')).toBe(1));
    await until(() => expect(progress()).toMatchObject({ phase: 'idle', pausedBy: null }));
  });

  it('takes another mode by starting again: fewer photos at once, at the lowest priority', async () => {
    const { folder, indexer, runs, until } = await resident({ mode: 'full' });
    await indexer.finished;
    expect(runs[0]?.decoders).toBe(os.availableParallelism() + 2);
    indexer.change({ mode: 'gentle', pauseOnBattery: false });
    await until(() => expect(runs.at(-1)?.decoders).toBe(1));
    expect(os.getPriority(indexer.pid() ?? 0)).toBe(os.constants.priority.PRIORITY_LOW);
    copyFileSync(DOG, path.join(folder, 'dog.jpg'));
    await until(() => expect(runs.at(-1)).toMatchObject({ indexed: 1, decoders: 1 }));
  });
});
