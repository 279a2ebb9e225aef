import { createReadStream } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as z from 'zod';
import { BeachcombError } from '../../domain/error.ts';
import { PACK_FORMAT, type PackFile } from '../../domain/pack.ts';
import type { CatalogueArchive, CatalogueEngine } from '../../domain/pack-catalogue.ts';
import { type FetchOptions, type FileHash, fetchHeaders } from '../fetch/fetch-file.ts';
import { type HttpClient, unreachable } from '../fetch/http-client.ts';
import { makePrivateFolder, openPrivateHandle, writeAll } from '../files/private-files.ts';
import { sha256Of } from '../files/sha256-of.ts';
import type { FetchSource } from './fetch-source.ts';
import { archiveName, originOf, type PinnedFile } from './fetched-files.ts';
import type { Pack } from './read-pack.ts';
import { below, fetchJson } from './remote-files.ts';
import { invalidArchive, type UnpackOptions, unpackZipFiles } from './unpack-archive.ts';
import { unpackTarFiles } from './unpack-tar-files.ts';

/** A text that an archive may lack; what an engine loads it may not. */
const LICENCE_NAME = /licen[cs]e|notice|copying/i;

/** https://learn.microsoft.com/nuget/api/registration-base-url-resource */
const registrationSchema = z.object({ catalogEntry: z.url({ protocol: /^https$/ }) });
/** https://learn.microsoft.com/nuget/api/catalog-resource */
const packageSchema = z.object({
  packageHash: z.base64(),
  packageHashAlgorithm: z.literal('SHA512'),
  packageSize: z.int().positive(),
});

/**
 * The libraries of an engine, in archives of their builders.
 * @param mirror has the archives of each host in a folder of its name; null: the hosts themselves
 */
export function engineSource(mirror: URL | null, wanted: CatalogueEngine): FetchSource {
  const at = (address: string): URL => {
    const url = new URL(address);
    return mirror === null ? url : below(mirror, `${url.host}${url.pathname}`);
  };
  return {
    pin: async (client, options) => {
      const files: PinnedFile[] = [];
      for (const archive of wanted.archives) {
        const stated = await statedBy(client, archive, at, options);
        const { sha256 } = archive;
        files.push({
          path: archiveName(archive.url),
          ...stated,
          ...(sha256 === null ? {} : { hash: { kind: 'sha256', value: sha256 } }),
        });
      }
      return { repository: originOf(wanted).repository, commit: null, files };
    },
    remote: (_, { path: name, bytes, hash }) => {
      const archive = wanted.archives.find(({ url }) => archiveName(url) === name);
      if (archive === undefined) throw new Error(`${name} is no archive of ${wanted.id}.`);
      return { url: at(archive.url), name, bytes, hash };
    },
    pack: (folder, work, options) => unpacked(wanted, folder, work, options),
  };
}

/** Size and hash of an archive, as its host states them. */
async function statedBy(
  client: HttpClient,
  { url, nuget }: CatalogueArchive,
  at: (address: string) => URL,
  options: Pick<FetchOptions, 'signal' | 'firstPauseMs'>,
): Promise<Pick<PinnedFile, 'bytes' | 'hash'>> {
  if (nuget !== null) {
    const { catalogEntry } = await fetchJson(client, at(nuget), registrationSchema, options);
    const { packageHash, packageSize } = await fetchJson(client, at(catalogEntry), packageSchema, options);
    return { bytes: packageSize, hash: { kind: 'sha512', value: hexOf(packageHash) } };
  }
  const address = at(url);
  const { header } = await fetchHeaders(client, address, options);
  const bytes = Number(header('content-length') ?? Number.NaN);
  if (!Number.isSafeInteger(bytes) || bytes <= 0)
    throw unreachable(address, 'It states no size of the file.');
  return { bytes, hash: hashOfHeader(header('x-goog-hash') ?? '') };
}

/** https://docs.cloud.google.com/storage/docs/xml-api/reference-headers: "crc32c=n03x6A==, md5=Ojk9c3dhfxgoKVVHYwFbHQ==" */
function hashOfHeader(value: string): FileHash | null {
  const md5 = /(?:^|[ ,])md5=([A-Za-z0-9+/]{22}==)/.exec(value)?.[1];
  return md5 === undefined ? null : { kind: 'md5', value: hexOf(md5) };
}

const hexOf = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

/** The pack of what its archives hold, with a manifest that lists the files as they are. */
async function unpacked(
  { id, version, engine, licence, sources, archives, copies }: CatalogueEngine,
  folder: string,
  work: string,
  options: UnpackOptions,
): Promise<Pack> {
  // Left by a crash.
  await rm(work, { recursive: true, force: true });
  makePrivateFolder(work);
  const paths: string[] = [];
  for (const { url, format, files } of archives) {
    const names = new Map(files.map(({ from, to }) => [from, to]));
    const unpack = format === 'zip' ? unpackZipFiles : unpackTarFiles;
    const found = await unpack(path.join(folder, archiveName(url)), names, work, options);
    for (const { from, to } of files)
      if (found.has(from)) paths.push(to);
      else if (!LICENCE_NAME.test(to)) throw invalidArchive('missing', from);
  }
  for (const { from, to } of copies) {
    await copyOwn(path.join(packageFolder(engine.completes.name), from), path.join(work, to));
    paths.push(to);
  }
  const files: PackFile[] = [];
  for (const name of paths) {
    const file = path.join(work, ...name.split('/'));
    files.push({
      path: name,
      bytes: (await lstat(file)).size,
      sha256: await sha256Of(createReadStream(file)),
    });
  }
  return {
    folder: work,
    manifest: {
      format: PACK_FORMAT,
      id,
      version,
      purpose: 'engine',
      files,
      engine,
      licence: { spdx: licence, files: paths.filter((name) => LICENCE_NAME.test(name)) },
      sources,
      inputs: [],
      languages: [],
      measured: [],
    },
  };
}

/** @throws BeachcombError with a reason if this program has no such package */
function packageFolder(name: string): string {
  try {
    return path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch (error) {
    throw new BeachcombError('unavailable', `${name} is not installed.`, {
      cause: error,
      reason: { code: 'engine-without-package', name },
    });
  }
}

async function copyOwn(from: string, to: string): Promise<void> {
  const written = await openPrivateHandle(to, 'wx');
  try {
    for await (const piece of createReadStream(from)) await writeAll(written, piece);
  } finally {
    await written.close();
  }
}
