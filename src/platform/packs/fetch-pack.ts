import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type CataloguePack, isEngineOffer } from '../../domain/pack-catalogue.ts';
import { type FetchOptions, fetchFile } from '../fetch/fetch-file.ts';
import { httpAddress, openHttpClient } from '../fetch/http-client.ts';
import { checkSpace, onDisk } from '../files/disk-space.ts';
import { makeOwnFolder } from '../files/private-files.ts';
import { sha256Of } from '../files/sha256-of.ts';
import { engineSource } from './engine-source.ts';
import type { FetchSource } from './fetch-source.ts';
import { bytesThere, fetchedFolder, type PinnedFiles, readPin, writePin } from './fetched-files.ts';
import { holdFolder } from './hold-folder.ts';
import { addedPacksFolder, type InstallOptions, installPack, type PackProgress } from './installed-packs.ts';
import type { Pack } from './read-pack.ts';
import { modelSource } from './remote-files.ts';

export interface FetchPackOptions
  extends Omit<InstallOptions, 'signal' | 'take'>,
    Pick<FetchOptions, 'signal' | 'firstPauseMs' | 'slowAfterMs'> {
  /** Address of the host of the repositories: that of the catalogue. */
  readonly host: string;
  /** Address that is used instead of every host; null: the hosts themselves. */
  readonly mirror: string | null;
  /** Address of a proxy; null: that of the environment. */
  readonly proxy: string | null;
  /** In ms: how long the host may be silent. */
  readonly silentAfterMs?: number;
  /** For archives: bytes of their files that were unpacked, of those that will be as far as it is known. */
  readonly onUnpack?: (progress: PackProgress) => void;
}

/**
 * Fetches a pack of the catalogue and installs it. What came stays after an error or a stop, and is resumed by the next
 * call. Sizes and hashes come from the host's metadata at the first fetch, and are pinned from then on.
 * @throws BeachcombError with a reason; Error of the file system; the reason of the signal
 */
export async function fetchPack(
  dataFolder: string,
  wanted: CataloguePack,
  options: FetchPackOptions,
): Promise<Pack> {
  const source = sourceOf(wanted, options);
  const folder = fetchedFolder(dataFolder, wanted.id);
  const client = openHttpClient(options);
  const release = await onDisk(async () => {
    makeOwnFolder(addedPacksFolder(dataFolder));
    makeOwnFolder(folder);
    return holdFolder(folder);
  });
  try {
    const pinned = (await readPin(dataFolder, wanted)) ?? (await source.pin(client, options));
    await onDisk(async () => writePin(dataFolder, wanted, pinned));
    const files = path.join(folder, wanted.id);
    const of = pinned.files.reduce((sum, { bytes }) => sum + bytes, 0);
    await onDisk(async () => checkSpace(folder, of - (await bytesThere(files, pinned))));
    const progress = { done: 0, of };
    const onBytes = (bytes: number): void => {
      progress.done += bytes;
      options.onProgress?.({ ...progress });
    };
    for (const file of pinned.files)
      await onDisk(() =>
        fetchFile(client, source.remote(pinned, file), path.join(files, ...file.path.split('/')), {
          ...options,
          onBytes,
        }),
      );
    await onDisk(async () => writePin(dataFolder, wanted, await withSha256(files, pinned)));
    const { onProgress: _, onUnpack, ...install } = options;
    const work = path.join(folder, 'unpacked');
    const made = await source.pack(files, work, {
      signal: options.signal,
      ...(onUnpack === undefined ? {} : { onProgress: onUnpack }),
    });
    const pack = await installPack(dataFolder, made, { ...install, take: true });
    await rm(folder, { recursive: true, force: true });
    return pack;
  } finally {
    release();
    await client.close();
  }
}

/** @throws BeachcombError `bad-request` with a reason if the address of the host or the mirror is not valid */
function sourceOf(wanted: CataloguePack, { host, mirror }: FetchPackOptions): FetchSource {
  const instead = mirror === null ? null : httpAddress(mirror);
  return isEngineOffer(wanted)
    ? engineSource(instead, wanted)
    : modelSource(instead ?? httpAddress(host), wanted);
}

/** The same with the SHA-256 of files whose host has another hash or none, once they are here. */
async function withSha256(folder: string, pinned: PinnedFiles): Promise<PinnedFiles> {
  const files: PinnedFiles['files'][number][] = [];
  for (const file of pinned.files) {
    const place = path.join(folder, ...file.path.split('/'));
    files.push(
      file.hash?.kind === 'sha256'
        ? file
        : { ...file, hash: { kind: 'sha256', value: await sha256Of(createReadStream(place)) } },
    );
  }
  return { ...pinned, files };
}
