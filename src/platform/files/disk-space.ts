import { statfs } from 'node:fs/promises';
import { BeachcombError } from '../../domain/error.ts';
import { isDiskFull } from './is-disk-full.ts';
import { makeOwnFolder } from './private-files.ts';

const diskFull = (cause: unknown): BeachcombError =>
  new BeachcombError('disk-full', 'The disk is full.', { cause, reason: { code: 'disk-full' } });

/** Work on the disk of the data folder: that it is full has an error of its own. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isDiskFull(error) ? diskFull(error) : error;
  }
}

/**
 * That a disk is full is better known before than after minutes.
 * @param folder of Beachcomb, made if it is missing
 * @throws BeachcombError `disk-full`
 */
export async function checkSpace(folder: string, bytes: number): Promise<void> {
  makeOwnFolder(folder);
  const { blocks, bavail, bsize } = await statfs(folder);
  // Some drives of the network report nothing.
  if (blocks > 0 && bavail * bsize < bytes) throw diskFull(null);
}
