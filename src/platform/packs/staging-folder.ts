import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { makePrivateFolder } from '../files/private-files.ts';
import { log } from '../log/log.ts';
import { isRunning } from '../process/is-running.ts';

/** Of a folder that is not a pack yet, or no longer: the id of the process that works on it. */
const NAME = /^\.staging-(\d+)-[0-9a-f]+$/;

/** Path for a folder that only this process works on. Nothing is made. */
export const stagingName = (packs: string): string =>
  path.join(packs, `.staging-${process.pid}-${randomBytes(6).toString('hex')}`);

/** Makes an empty folder beside the packs, so that a rename makes a pack of it. @throws Error of the file system */
export function makeStagingFolder(packs: string): string {
  const folder = stagingName(packs);
  makePrivateFolder(folder);
  return folder;
}

/** Removes a folder that is no pack. What cannot be removed now, on Windows what is open, is removed later. */
export async function discardStaging(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 2 }).catch((error: unknown) =>
    log.warn('a folder of a pack that is not needed cannot be removed yet', { error }),
  );
}

/** Removes what processes that crashed left. */
export async function sweepStaging(packs: string): Promise<void> {
  const names = await readdir(packs).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') log.warn('the folder of added packs cannot be read', { error });
    return [];
  });
  for (const name of names) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) await discardStaging(path.join(packs, name));
  }
}
