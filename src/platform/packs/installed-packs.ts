import { lstat, rename } from 'node:fs/promises';
import path from 'node:path';
import { BeachcombError } from '../../domain/error.ts';
import { hasImageNetwork, PACK_MANIFEST, type PackManifest, packBytes } from '../../domain/pack.ts';
import { checkSpace, onDisk } from '../files/disk-space.ts';
import { diskFiles } from '../files/durable-files.ts';
import { makeOwnFolder } from '../files/private-files.ts';
import { replaceFile } from '../files/replace-file.ts';
import { log } from '../log/log.ts';
import { checkPackFile } from './check-pack-file.ts';
import { copyPackFile, takePackFile } from './copy-pack-file.ts';
import { engineMisfit } from './engine-misfit.ts';
import { listPacks, type PackList } from './list-packs.ts';
import type { Pack } from './read-pack.ts';
import { readPackOrLayout } from './read-pack-or-layout.ts';
import { discardStaging, makeStagingFolder, stagingName, sweepStaging } from './staging-folder.ts';

/**
 * The packs that a person added lie in the data folder of Beachcomb, `packs/ID@VERSION/`, each with its manifest. A
 * folder gets that name by one rename, when all of it is on the disk: there is a whole pack or none.
 */
export const addedPacksFolder = (dataFolder: string): string => path.join(dataFolder, 'packs');

/** `ID@VERSION`: what identifies an installed pack. */
export const packName = ({ id, version }: Pick<PackManifest, 'id' | 'version'>): string => `${id}@${version}`;

/** Where an added pack lies, or would. @param name ID@VERSION, checked */
export const packFolder = (dataFolder: string, name: string): string =>
  path.join(addedPacksFolder(dataFolder), name);

export interface PackProgress {
  /** Bytes that were copied or came, and all. */
  readonly done: number;
  readonly of: number;
}

export interface InstallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: PackProgress) => void;
  /** Ids that no added pack may have: those of the packs that ship. */
  readonly reserved?: readonly string[];
  /** Tries the copied pack before it counts as installed. @throws BeachcombError if it cannot be used */
  readonly prove?: (pack: Pack) => Promise<void>;
  /** The files are Beachcomb's own, on the same disk: they need not be copied. They stay until the caller removes them. */
  readonly take?: boolean;
}

/**
 * The packs that were added, by name.
 * @param dataFolder the data folder of Beachcomb, which may be missing
 * @throws Error of the file system
 */
export async function listInstalledPacks(dataFolder: string): Promise<PackList> {
  try {
    return await listPacks(addedPacksFolder(dataFolder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { packs: [], broken: [] };
  }
}

/**
 * Copies a pack, or a model in a layout of Immich or transformers.js, into the data folder: see `installPack`.
 * @param folder of the pack, anywhere
 */
export const installPackFromFolder = async (
  dataFolder: string,
  folder: string,
  options: InstallOptions = {},
): Promise<Pack> => installPack(dataFolder, await readPackOrLayout(path.resolve(folder)), options);

/**
 * Copies the files of a pack into the data folder. Every file is compared with the manifest. A pack that is there whole
 * already stays as it is; a damaged one is replaced.
 * @returns the installed pack
 * @throws BeachcombError with a reason: cannot be added, another one has its name, a file that differs, disk full; the
 * reason of the signal
 */
export async function installPack(
  dataFolder: string,
  source: Pack,
  { signal, onProgress, reserved = [], prove, take = false }: InstallOptions = {},
): Promise<Pack> {
  const { manifest } = source;
  checkAddable(manifest, reserved);
  const packs = addedPacksFolder(dataFolder);
  const target = path.join(packs, packName(manifest));
  const installed = await wholePackAt(dataFolder, target, manifest);
  if (installed !== null) return installed;
  const staging = await onDisk(async () => {
    if (!take) await checkSpace(packs, packBytes(manifest));
    return openStaging(dataFolder);
  });
  try {
    const progress = { done: 0, of: packBytes(manifest) };
    const onBytes = (bytes: number): void => {
      progress.done += bytes;
      onProgress?.({ ...progress });
    };
    for (const file of manifest.files)
      await onDisk(() =>
        (take ? takePackFile : copyPackFile)(source.folder, staging, file, { signal, onBytes }),
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

/** An empty folder on the disk of the added packs; what crashes left is removed. @throws Error of the file system */
export async function openStaging(dataFolder: string): Promise<string> {
  const packs = addedPacksFolder(dataFolder);
  makeOwnFolder(packs);
  await sweepStaging(packs);
  return makeStagingFolder(packs);
}

/** Folders with files of a pack, the pack's own first. */
const foldersOf = ({ files }: PackManifest): ReadonlySet<string> =>
  new Set(['.', ...files.flatMap(({ path: file }) => parentsOf(file))]);

const parentsOf = (file: string): string[] => {
  const segments = file.split('/').slice(0, -1);
  return segments.map((_, at) => segments.slice(0, at + 1).join('/'));
};

/** @throws BeachcombError with a reason if a person cannot add such a pack */
function checkAddable(manifest: PackManifest, reserved: readonly string[]): void {
  const { id, purpose } = manifest;
  if (reserved.includes(id))
    throw new BeachcombError('bad-request', `${id} ships with the program.`, {
      reason: { code: 'pack-reserved', name: id },
    });
  if (manifest.engine !== undefined) {
    const reason = engineMisfit(manifest.engine);
    if (reason === null) return;
    throw new BeachcombError('bad-request', `${id}: ${reason.code}`, { reason });
  }
  if (purpose !== 'image-text')
    throw new BeachcombError('bad-request', `A pack for ${purpose} cannot be added.`, {
      reason: { code: 'pack-not-addable', name: id },
    });
  if (!hasImageNetwork(manifest))
    throw new BeachcombError('bad-request', `${id} has no image network.`, {
      reason: { code: 'pack-without-image-network', name: id },
    });
}

/**
 * The pack at a place, if it is whole and the same; null where there is none, or a damaged one.
 * @throws BeachcombError with a reason if another pack has the name
 */
async function wholePackAt(dataFolder: string, folder: string, manifest: PackManifest): Promise<Pack | null> {
  const { packs } = await listInstalledPacks(dataFolder);
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
  const folder = addedPacksFolder(dataFolder);
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
