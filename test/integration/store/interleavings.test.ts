import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { recordAttempt } from '../../support/record-attempt.ts';
import { rounds } from '../../support/rounds.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The test cuts the power by itself, so nothing needs to reach a real disk. */
const MEMORY_DISK = existsSync('/dev/shm') ? '/dev/shm' : undefined;
const PROCESS = fileURLToPath(new URL('interleavings-process.ts', import.meta.url));
const SEEDS = rounds(100, 10_000, 40);
const PROCESSES = 4;
/** In ms, between two interleavings: one takes some hundredths of a second. */
const STILL_MS = 120_000;
/** No limit of the whole time: the limit is that of progress. */
const WHOLE_MS = 0;

/**
 * Runs every PROCESSES-th seed from `first` on, in a process of its own.
 * @returns the seeds that were run
 * @throws if one fails, or if none is finished within STILL_MS
 */
function runSeeds(first: number): Promise<number[]> {
  const folder = tempFolder(MEMORY_DISK);
  const words = [folder, first, SEEDS / PROCESSES, PROCESSES].map(String);
  const child = fork(PROCESS, words, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { promise, resolve, reject } = Promise.withResolvers<number[]>();
  const seeds: number[] = [];
  let stderr = '';
  child.stderr?.on('data', (text) => {
    stderr = `${stderr}${text}`.slice(-20_000);
  });
  const still = setTimeout(() => {
    reject(new Error(`No interleaving within ${STILL_MS} ms after ${seeds.at(-1) ?? 'none'}`));
  }, STILL_MS);
  child.on('message', (seed) => {
    seeds.push(Number(seed));
    still.refresh();
  });
  child.on('error', reject);
  child.on('close', (code) => {
    clearTimeout(still);
    if (code === 0) resolve(seeds);
    else reject(new Error(`Interleaving after seed ${seeds.at(-1) ?? 'none'} of ${first}…: ${stderr}`));
  });
  return promise;
}

it(
  `nothing acknowledged is lost in ${SEEDS} interleavings of statement, power cut, restore, fork and join`,
  async () => {
    const run = await Promise.all(Array.from({ length: PROCESSES }, (_, n) => runSeeds(n + 1)));
    expect(run.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: SEEDS }, (_, n) => n + 1));
    recordAttempt({
      suite: 'faults',
      what: 'Interleavings of statement, power cut, restore, fork and join',
      times: SEEDS,
      outcome: 'everything acknowledged is there, and both computers end with the same',
      lost: 0,
    });
  },
  WHOLE_MS,
);
