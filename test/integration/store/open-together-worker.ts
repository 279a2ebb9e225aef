// Opens new libraries at the same moments as the other workers of open-together.test.ts, and posts what came of it.
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { lockLibrary } from '../../../src/store/library-lock.ts';
import { recoverLibrary } from '../../../src/store/recover-library.ts';
import { ThumbnailCache } from '../../../src/store/thumbnail-cache.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';

export interface Together {
  readonly folder: string;
  readonly rounds: number;
  readonly workers: number;
  /** Rounds from one in which all want the lock of the library to the next. */
  readonly lockedEvery: number;
  /** How often a worker has come to where all of them meet. */
  readonly met: Int32Array<SharedArrayBuffer>;
}

export interface Opened {
  readonly errors: readonly string[];
  /** Of the rounds in which all wanted the lock: those in which this worker had it. */
  readonly locked: readonly number[];
}

const { folder, rounds, workers, lockedEvery, met } = workerData as Together;
let meetings = 0;

/** Waits for all workers. */
function meet(): void {
  meetings += 1;
  const all = meetings * workers;
  if (Atomics.add(met, 0, 1) + 1 === all) Atomics.notify(met, 0);
  for (let now = Atomics.load(met, 0); now < all; now = Atomics.load(met, 0)) Atomics.wait(met, 0, now);
}

const errors: string[] = [];
const locked: number[] = [];

function open(library: string): void {
  recoverLibrary(library, false, 0);
  const userData = new UserDataWriter(library);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  new ThumbnailCache(`${library}.thumbnails`, 'read').close();
}

function lock(library: string): ReturnType<typeof lockLibrary> | null {
  try {
    return lockLibrary(library);
  } catch {
    return null;
  }
}

for (let round = 0; round < rounds; round += 1) {
  const library = path.join(folder, `${round}.sqlite`);
  meet();
  try {
    open(library);
  } catch (error) {
    errors.push(`${round}: ${error}`);
  }
  meet();
  // Who does not get it waits for it.
  const mine = round % lockedEvery === 0 ? lock(library) : null;
  if (mine !== null) locked.push(round);
  meet();
  mine?.release();
}
parentPort?.postMessage({ errors, locked } satisfies Opened);
