import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { recordAttempt } from '../../support/record-attempt.ts';
import { rounds } from '../../support/rounds.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import type { Opened, Together } from './open-together-worker.ts';

/** Nothing needs to reach a real disk. */
const MEMORY_DISK = existsSync('/dev/shm') ? '/dev/shm' : undefined;
const WORKERS = 3;
const LOCKED_EVERY = 10;
/** Of a library that was overwritten. */
const DAMAGED = 'x'.repeat(8192);
const ROUNDS = rounds(60, 1000, 20);

/** Lets all workers open the libraries of a folder, one after the other, each at the same moment. */
async function openTogether(folder: string): Promise<readonly Opened[]> {
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
    const reader = new LibraryReader(libraryOf(folder, round));
    expect(reader.folders().map(({ path: of }) => Buffer.from(of).toString())).toEqual([folder]);
    reader.close();
  }
  return all;
}

const libraryOf = (folder: string, round: number): string => path.join(folder, `${round}.sqlite`);

it(`three that open a new library at the same moment make one of it, and one of them may index it (${ROUNDS} times)`, async () => {
  const folder = tempFolder(MEMORY_DISK);
  const all = await openTogether(folder);
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

it(`three that find a library damaged at the same moment make it again once (${ROUNDS} times)`, async () => {
  const folder = tempFolder(MEMORY_DISK);
  for (let round = 0; round < ROUNDS; round += 1) {
    const userData = new UserDataWriter(libraryOf(folder, round));
    userData.addFolder(Buffer.from(folder), 0);
    userData.close();
    writeFileSync(libraryOf(folder, round), DAMAGED);
  }
  await openTogether(folder);
  const names = readdirSync(folder);
  const damaged = names.filter((name) => name.includes('.damaged-') && name.endsWith('.sqlite'));
  expect(damaged).toHaveLength(ROUNDS);
  for (const name of damaged) expect(readFileSync(path.join(folder, name), 'utf8')).toBe(DAMAGED);
  expect(names.filter((name) => /\.new|other|history|copy/.test(name))).toEqual([]);
  recordAttempt({
    suite: 'faults',
    what: 'Three programs find one library damaged at the same moment',
    times: ROUNDS,
    outcome: 'rebuilt once, with everything; the damaged one kept',
    lost: 0,
  });
});
