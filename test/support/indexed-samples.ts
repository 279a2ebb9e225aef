import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { indexFolder } from './index-folder.ts';
import { isThere } from './is-there.ts';
import { MODELS } from './paths.ts';

/** A folder of one run of the tests, set by shared-folder.ts. */
export const SHARED_FOLDER = 'BEACHCOMB_SHARED_FOLDER';

const NAME = 'library.sqlite';
const POLL_MS = 50;

/** Whether another test is making it; false for one whose process ended on the way. */
function isBeingMade(making: string): boolean {
  try {
    return isThere(Number(readFileSync(making, 'utf8')));
  } catch {
    return false;
  }
}

/** Makes the folder with the library where no other test of the run does. */
async function make(folder: string): Promise<void> {
  const making = `${folder}.making`;
  try {
    writeFileSync(making, String(process.pid), { flag: 'wx' });
  } catch {
    // Written in one step, but not in the same moment as created: it may still be empty.
    await sleep(POLL_MS);
    if (!isBeingMade(making)) rmSync(making, { force: true });
    return;
  }
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  await indexFolder(path.join(unfinished, NAME), path.join(MODELS, 'samples'));
  renameSync(unfinished, folder);
}

/**
 * Makes a library in which the sample photos are indexed where they lie. They are indexed once in a run, for the first
 * test that asks.
 * @param library path of the new library
 */
export async function indexedSamples(library: string): Promise<void> {
  const shared = process.env[SHARED_FOLDER];
  if (shared === undefined) throw new Error(`${SHARED_FOLDER} is not set.`);
  const folder = path.join(shared, 'samples');
  const files = (): string[] => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  };
  while (files().length === 0) await make(folder);
  for (const file of files()) copyFileSync(path.join(folder, file), `${library}${file.slice(NAME.length)}`);
}
