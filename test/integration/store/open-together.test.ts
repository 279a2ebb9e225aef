import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { recordAttempt } from '../../support/record-attempt.ts';
import { rounds } from '../../support/rounds.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import type { Opened, Together } from './open-together-worker.ts';

/** Nothing needs to reach a real disk. */
const MEMORY_DISK = existsSync('/dev/shm') ? '/dev/shm' : undefined;
const WORKERS = 3;
const LOCKED_EVERY = 10;
const ROUNDS = rounds(60, 1000);

it(`three that open a new library at the same moment make one of it, and one of them may index it (${ROUNDS} times)`, async () => {
  const folder = tempFolder(MEMORY_DISK);
  const met = new Int32Array(new SharedArrayBuffer(4));
  const workerData: Together = { folder, rounds: ROUNDS, workers: WORKERS, lockedEvery: LOCKED_EVERY, met };
  const script = new URL('open-together-worker.ts', import.meta.url);
  const all = await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      const [opened] = (await once(new Worker(script, { workerData }), 'message')) as [Opened];
      return opened;
    }),
  );
  expect(all.flatMap(({ errors }) => errors)).toEqual([]);
  for (let round = 0; round < ROUNDS; round += 1) {
    const reader = new LibraryReader(path.join(folder, `${round}.sqlite`));
    expect(reader.folders().map(({ path: of }) => Buffer.from(of).toString())).toEqual([folder]);
    reader.close();
  }
  expect(all.flatMap(({ locked }) => locked).sort((a, b) => a - b)).toEqual(
    Array.from({ length: ROUNDS / LOCKED_EVERY }, (_, at) => at * LOCKED_EVERY),
  );
  // Nothing was taken for damaged, or for that of another library.
  expect(
    readdirSync(folder).filter((name) => /\d\.(?!sqlite)|damaged|other|history|copy/.test(name)),
  ).toEqual([]);
  recordAttempt({
    suite: 'faults',
    what: 'Three programs open a new library at the same moment, and want to index it',
    times: ROUNDS,
    outcome: 'one library with everything, one indexer',
    lost: 0,
  });
});
