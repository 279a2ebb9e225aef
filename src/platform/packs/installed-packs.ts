import { lstat, rename, statfs } from 'node:fs/promises';
import path from 'node:path';
import { BeachcombError } from '../../domain/error.ts';
import { PACK_MANIFEST, type PackManifest, packBytes } from '../../domain/pack.ts';
import { diskFiles } from '../files/durable-files.ts';
import { makeOwnFolder } from '../files/private-files.ts';
import { replaceFile } from '../files/replace-file.ts';
import { log } from '../log/log.ts';
import { checkPackFile } from './check-pack-file.ts';
import { copyPackFile } from './copy-pack-file.ts';
import { listPacks, type PackList } from './list-packs.ts';
import type { Pack } from './read-pack.ts';
import { readPackOrLayout } from './read-pack-or-layout.ts';
import { discardStaging, makeStagingFolder, stagingName, sweepStaging } from './staging-folder.ts';

/**
 * The packs that a person added lie in the data folder of Beachcomb, `packs/ID@VERSION/`, each with its manifest. A
 * folder gets that name by one rename, when all of it is on the disk: there is a whole pack or none.
 */
const FOLDER = 'packs';

/** `ID@VERSION`: what identifies an installed pack. */
export const packName = ({ id, version }: Pick<PackManifest, 'id' | 'version'>): string => `${id}@${version}`;

export interface PackProgress {
  /** Bytes that were copied or came, and all. */
  readonly done: number;
  readonly of: number;
}

export interface InstallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PackProgress) => void;
  /** Ids that no added pack may have: those of the packs that ship. */
  readonly reserved?: readonly string[];
  /** Tries the copied pack before it counts as installed. @throws BeachcombError if it cannot be used */
  readonly prove?: (pack: Pack) => Promise<void>;
}

/**
 * The packs that were added, by name.
 * @param dataFolder the data folder of Beachcomb, which may be missing
 * @throws Error of the file system
 */
export async function listInstalledPacks(dataFolder: string): Promise<PackList> {
  const folder = path.join(dataFolder, FOLDER);
  try {
    return await listPacks(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { packs: [], broken: [] };
  }
}

/**
 * Copies a pack, or a model in a layout of Immich or transformers.js, into the data folder. Every file is compared with
 * the manifest. One that is there whole already stays as it is; a damaged one is replaced.
 * @param folder of the pack, anywhere
 * @returns the installed pack
 * @throws BeachcombError with a reason: no pack, not valid, another one has its name, disk full; the reason of the signal
 */
export async function installPackFromFolder(
  dataFolder: string,
  folder: string,
  options: InstallOptions = {},
): Promise<Pack> {
  const source = await readPackOrLayout(path.resolve(folder));
  return installFrom(dataFolder, source.manifest, options, async (staging, onBytes) => {
    for (const file of source.manifest.files)
      await copyPackFile(source.folder, staging, file, {
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        onBytes,
      });
  });
}

/** @param fill writes the files of the manifest, each compared with it, into a folder */
async function installFrom(
  dataFolder: string,
  manifest: PackManifest,
  { signal, onProgress, reserved = [], prove }: InstallOptions,
  fill: (staging: string, onBytes: (bytes: number) => void) => Promise<void>,
): Promise<Pack> {
  checkAddable(manifest, reserved);
  const packs = path.join(dataFolder, FOLDER);
  const target = path.join(packs, packName(manifest));
  const installed = await wholePackAt(target, manifest);
  if (installed !== null) return installed;
  const staging = await onDisk(async () => {
    makeOwnFolder(packs);
    await sweepStaging(packs);
    await checkSpace(packs, packBytes(manifest));
    return makeStagingFolder(packs);
  });
  try {
    const progress = { done: 0, of: packBytes(manifest) };
    await onDisk(() =>
      fill(staging, (bytes) => {
        progress.done += bytes;
        onProgress?.({ ...progress });
      }),
    );
    await prove?.({ folder: staging, manifest });
    signal?.throwIfAborted();
    await onDisk(async () => {
      replaceFile(diskFiles, path.join(staging, PACK_MANIFEST), [`${JSON.stringify(manifest, null, 2)}\n`]);
      for (const place of foldersOf(manifest)) diskFiles.syncFolder(path.join(staging, place));
      await putInPlace(staging, target);
      diskFiles.syncFolder(packs);
    });
  } finally {
    // Nothing is there any more where it was put in place.
    await discardStaging(staging);
  }
  log.info('a pack was added', { detail: packName(manifest) });
  return { folder: target, manifest };
}

/** Folders with files of a pack, the pack's own first. */
const foldersOf = ({ files }: PackManifest): ReadonlySet<string> =>
  new Set(['.', ...files.flatMap(({ path: file }) => parentsOf(file))]);

const parentsOf = (file: string): string[] => {
  const segments = file.split('/').slice(0, -1);
  return segments.map((_, at) => segments.slice(0, at + 1).join('/'));
};

/** @throws BeachcombError with a reason if a person cannot add such a pack */
function checkAddable({ id, purpose }: PackManifest, reserved: readonly string[]): void {
  if (reserved.includes(id))
    throw new BeachcombError('bad-request', `${id} ships with the program.`, {
      reason: { code: 'pack-reserved', name: id },
    });
  if (purpose !== 'image-text')
    throw new BeachcombError('bad-request', `A pack for ${purpose} cannot be added.`, {
      reason: { code: 'pack-not-addable', name: id },
    });
}

/**
 * The pack at a place, if it is whole and the same; null where there is none, or a damaged one.
 * @throws BeachcombError with a reason if another pack has the name
 */
async function wholePackAt(folder: string, manifest: PackManifest): Promise<Pack | null> {
  const { packs } = await listInstalledPacks(path.dirname(path.dirname(folder)));
  const there = packs.find((pack) => pack.folder === folder);
  if (there === undefined) return null;
  const lines = ({ files }: PackManifest): string =>
    JSON.stringify(files.map(({ path: file, sha256 }) => [file, sha256]).sort());
  if (lines(there.manifest) !== lines(manifest))
    throw new BeachcombError('bad-request', 'Another pack has this id and version.', {
      reason: { code: 'pack-exists', name: packName(manifest) },
    });
  for (const file of there.manifest.files)
    if ((await checkPackFile(folder, file)) !== null) {
      log.warn('an added pack is damaged and is replaced', { detail: packName(manifest) });
      return null;
    }
  return there;
}

/** A full disk is better known before than after minutes. @throws BeachcombError `disk-full` */
async function checkSpace(folder: string, bytes: number): Promise<void> {
  const { blocks, bavail, bsize } = await statfs(folder);
  // Some drives of the network report nothing.
  if (blocks > 0 && bavail * bsize < bytes) throw diskFull(null);
}

/** Renames a folder to where a damaged one may be. */
async function putInPlace(staging: string, target: string): Promise<void> {
  const before = await takeAway(target);
  await rename(staging, target);
  if (before !== null) await discardStaging(before);
}

/** Renames what is at a place, so that no pack is there; null where nothing is. @returns the new path */
async function takeAway(target: string): Promise<string | null> {
  const away = stagingName(path.dirname(target));
  try {
    await lstat(target);
    await rename(target, away);
    return away;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Removes an added pack. Whoever has its networks open keeps them until they are closed; on Windows an open one is in
 * use, and nothing is removed.
 * @param name an id, for all of its versions, or `ID@VERSION`
 * @returns what was removed
 * @throws BeachcombError `not-found` with a reason where there is none; `unavailable` while it is in use
 */
export async function removePack(dataFolder: string, name: string): Promise<readonly PackManifest[]> {
  const { packs, broken } = await listInstalledPacks(dataFolder);
  const fitting = packs.filter(({ manifest }) => manifest.id === name || packName(manifest) === name);
  // One whose manifest is damaged has the name of its folder.
  const damaged = broken.filter((one) => one.name === name || one.name.startsWith(`${name}@`));
  if (fitting.length + damaged.length === 0)
    throw new BeachcombError('not-found', `There is no added pack ${name}.`, {
      reason: { code: 'pack-not-added', name: name.slice(0, 200) },
    });
  const folder = path.join(dataFolder, FOLDER);
  for (const place of [
    ...fitting.map((one) => one.folder),
    ...damaged.map((one) => path.join(folder, one.name)),
  ]) {
    const away = await takeAway(place).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EBUSY' && error.code !== 'EPERM' && error.code !== 'EACCES') throw error;
      throw new BeachcombError('unavailable', `It is in use (${error.code}).`, {
        cause: error,
        reason: { code: 'in-use' },
      });
    });
    diskFiles.syncFolder(folder);
    if (away !== null) await discardStaging(away);
  }
  await sweepStaging(folder);
  log.info('a pack was removed', { detail: name.slice(0, 200) });
  return fitting.map(({ manifest }) => manifest);
}

const diskFull = (cause: unknown): BeachcombError =>
  new BeachcombError('disk-full', 'The disk is full.', { cause, reason: { code: 'disk-full' } });

/** Work on the disk of the data folder: that it is full has an error of its own. */
async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOSPC' || code === 'EDQUOT' ? diskFull(error) : error;
  }
}
