import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { toBeachcombError } from '../../domain/error.ts';
import type { ErrorReason } from '../../domain/error-reason.ts';
import { log } from '../log/log.ts';
import { type Pack, readPack } from './read-pack.ts';

/** The packs below a folder. */
export interface PackList {
  readonly packs: readonly Pack[];
  /** Folders whose manifest is not valid, by name, and why. */
  readonly broken: readonly { readonly name: string; readonly reason: ErrorReason }[];
}

/**
 * The packs in the folders of a folder, by name. A folder without a manifest is no pack.
 * @throws Error of the file system
 */
export async function listPacks(folder: string): Promise<PackList> {
  const packs: Pack[] = [];
  const broken: PackList['broken'][number][] = [];
  const folders = (await readdir(folder, { withFileTypes: true })).filter(
    // One that is being made, or removed, has a dot.
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  );
  for (const name of folders.map((entry) => entry.name).sort())
    try {
      packs.push(await readPack(path.join(folder, name)));
    } catch (thrown) {
      const error = toBeachcombError(thrown);
      if (error.reason === null) throw error;
      if (error.reason.code === 'pack-without-manifest') continue;
      log.error('a manifest is not valid', { error, detail: name });
      broken.push({ name, reason: error.reason });
    }
  return { packs, broken };
}
