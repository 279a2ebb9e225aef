import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { EngineReason } from '../../domain/engine-reason.ts';
import { BeachcombError } from '../../domain/error.ts';
import type { ErrorReason } from '../../domain/error-reason.ts';
import { reasonOfSystemCode } from '../../domain/error-reason.ts';
import type { PackManifest } from '../../domain/pack.ts';
import { type CataloguePack, isEngineOffer } from '../../domain/pack-catalogue.ts';
import {
  type InstallOptions,
  installPack,
  installPackFromFolder,
  openStaging,
} from '../../platform/packs/installed-packs.ts';
import { listPacks } from '../../platform/packs/list-packs.ts';
import { inCatalogue, readCatalogue } from '../../platform/packs/read-catalogue.ts';
import type { Pack } from '../../platform/packs/read-pack.ts';
import { readPackOrLayout } from '../../platform/packs/read-pack-or-layout.ts';
import { discardStaging } from '../../platform/packs/staging-folder.ts';
import { unpackArchive } from '../../platform/packs/unpack-archive.ts';
import { whyNoCuda } from '../../vision/classify/why-no-cuda.ts';
import type { AddingProgress, PackSource } from './pack-protocol.ts';
import { tryTowers } from './try-towers.ts';

export interface AddPackOptions {
  /** Path of the models folder. */
  readonly models: string;
  /** Data folder of Beachcomb. */
  readonly dataFolder: string;
  readonly signal: AbortSignal;
  /** Root of the file system, where the system shows its graphics cards. */
  readonly root?: string;
  readonly onProgress: (progress: AddingProgress) => void;
}

/**
 * Adds a pack: from a folder or a zip archive on this computer, or fetched from the catalogue, which is the only work of
 * the program that uses the internet. Its networks are tried before it counts as added.
 * @returns the manifest of the added pack
 * @throws BeachcombError with a reason; the reason of the signal
 */
export async function addPack(source: PackSource, options: AddPackOptions): Promise<PackManifest> {
  const { models, signal, onProgress } = options;
  const shipped = await listPacks(models);
  let total = 0;
  const install: InstallOptions & Pick<AddPackOptions, 'signal'> = {
    signal,
    reserved: shipped.packs.map(({ manifest }) => manifest.id),
    onProgress: ({ done, of }) => {
      total = of;
      onProgress({ phase: 'copying', done, of });
    },
    prove: async (pack) => {
      if (pack.manifest.purpose !== 'image-text') return;
      onProgress({ phase: 'trying', done: total, of: total });
      await tryTowers(pack);
    },
  };
  try {
    const pack =
      source.kind === 'catalogue'
        ? await fetched(source, options, install)
        : await fromPlace(source.path, options, install);
    return pack.manifest;
  } catch (error) {
    throw signal.aborted ? error : withReason(error);
  }
}

async function fetched(
  { id, host, proxy }: Extract<PackSource, { kind: 'catalogue' }>,
  { models, dataFolder, root, onProgress }: AddPackOptions,
  install: InstallOptions & Pick<AddPackOptions, 'signal'>,
): Promise<Pack> {
  const catalogue = await readCatalogue(models);
  const wanted = inCatalogue(catalogue, id);
  checkCard(wanted, root);
  // Nothing that reaches the internet is loaded before a person wants it.
  const { fetchPack } = await import('../../platform/packs/fetch-pack.ts');
  return fetchPack(dataFolder, wanted, {
    ...install,
    host: catalogue.host,
    mirror: host,
    proxy,
    onProgress: ({ done, of }) => onProgress({ phase: 'fetching', done, of }),
    onUnpack: ({ done, of }) => onProgress({ phase: 'unpacking', done, of }),
  });
}

/**
 * Hundreds of megabytes that nothing here can use are not fetched. TensorFlow computes without a card, too.
 * @throws BeachcombError `bad-request` with a reason
 */
function checkCard(wanted: CataloguePack, root: string | undefined): void {
  if (!isEngineOffer(wanted) || wanted.engine.id !== 'onnx-cuda') return;
  const obstacle = whyNoCuda(wanted.engine.needs.driver, root === undefined ? {} : { root });
  if (obstacle === null) return;
  throw new BeachcombError('bad-request', `${wanted.id}: ${obstacle.code}`, {
    reason: cardReason(obstacle),
  });
}

const cardReason = (obstacle: EngineReason): ErrorReason =>
  obstacle.code === 'driver-too-old'
    ? { ...obstacle, code: 'engine-driver-old' }
    : { code: obstacle.code === 'no-nvidia-card' ? 'engine-without-card' : 'engine-without-driver' };

async function fromPlace(
  place: string,
  { dataFolder, signal, onProgress }: AddPackOptions,
  install: InstallOptions,
): Promise<Pack> {
  const found = await lstat(place);
  if (!found.isFile()) return installPackFromFolder(dataFolder, place, install);
  const staging = await openStaging(dataFolder);
  try {
    const around = await unpackArchive(place, staging, {
      signal,
      onProgress: ({ done, of }) => onProgress({ phase: 'unpacking', done, of }),
    });
    const name = around ?? path.basename(place).replace(/\.zip$/i, '');
    const pack = await readPackOrLayout(staging, name);
    return await installPack(dataFolder, pack, { ...install, take: true });
  } finally {
    await discardStaging(staging);
  }
}

/** An error of the system as a sentence; its message would have a path. */
function withReason(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  return new BeachcombError('unavailable', error.message.split(',', 1)[0] ?? '', {
    cause: error,
    reason: reasonOfSystemCode(String(error.code)),
  });
}
