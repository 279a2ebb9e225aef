import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { toBeachcombError } from '../../../../src/domain/error.ts';
import type { ErrorReason } from '../../../../src/domain/error-reason.ts';
import type { PackManifest } from '../../../../src/domain/pack.ts';
import type { CatalogueEngine } from '../../../../src/domain/pack-catalogue.ts';
import { fetchPack } from '../../../../src/platform/packs/fetch-pack.ts';
import { archiveName, fetchedBytes } from '../../../../src/platform/packs/fetched-files.ts';
import { readCatalogue } from '../../../../src/platform/packs/read-catalogue.ts';
import {
  type ArchiveFiles,
  type ArchiveHost,
  archiveHost,
  writeTar,
  writeZip,
} from '../../../support/archive-host.ts';
import { MODELS } from '../../../support/paths.ts';
import { rejection } from '../../../support/rejection.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** The rows that ship, as if they were for the system of this test: their archives are of a few bytes here. */
const catalogue = await readCatalogue(MODELS);
const here = `${process.platform}-${process.arch}`;
function row(id: string): CatalogueEngine {
  const found = catalogue.engines.find((one) => one.id === id && one.engine.system === 'linux-x64');
  if (found === undefined) throw new Error(id);
  // The copies are of onnxruntime's library for Linux.
  return { ...found, copies: [], engine: { ...found.engine, system: here } };
}
const CUDA = row('onnxruntime-cuda');
const TENSORFLOW = row('tensorflow-gpu');
const CONTENT = {
  addon: Buffer.from('addon of tensorflow'),
  library: Buffer.from('libtensorflow '.repeat(1000)),
  provider: Buffer.from('provider '.repeat(5000)),
};
const SHORT = { firstPauseMs: 5, silentAfterMs: 500, slowAfterMs: 500 };
const addressOf = ({ archives }: CatalogueEngine, at: number): URL => new URL(archives[at]?.url ?? '');
const [ADDON, LIBRARY, NUGET] = [addressOf(TENSORFLOW, 0), addressOf(TENSORFLOW, 1), addressOf(CUDA, 0)];

interface Prepared {
  readonly host: ArchiveHost;
  readonly files: string;
  readonly data: string;
  fetch(wanted: CatalogueEngine): Promise<PackManifest>;
  refusal(wanted: CatalogueEngine): Promise<ErrorReason | null>;
}

const placeOf = (files: string, url: URL): string => {
  const place = path.join(files, url.host, ...url.pathname.split('/'));
  mkdirSync(path.dirname(place), { recursive: true });
  return place;
};

/** The metadata of NuGet for an archive. */
function nuget(files: string, bytes: Buffer): void {
  const { nuget: registration } = CUDA.archives[0] ?? {};
  const entry = 'https://api.nuget.org/v3/catalog0/data/onnxruntime.json';
  writeFileSync(
    placeOf(files, new URL(registration ?? '')),
    JSON.stringify({ catalogEntry: entry, listed: true }),
  );
  const stated = {
    packageHash: createHash('sha512').update(bytes).digest('base64'),
    packageHashAlgorithm: 'SHA512',
    packageSize: bytes.length,
  };
  writeFileSync(placeOf(files, new URL(entry)), JSON.stringify(stated));
}

async function prepared(more: { addon?: ArchiveFiles; library?: ArchiveFiles } = {}): Promise<Prepared> {
  const files = tempFolder();
  const data = tempFolder();
  const host = await archiveHost(files);
  await writeTar(placeOf(files, ADDON), more.addon ?? { 'napi-v8/tfjs_binding.node': CONTENT.addon });
  await writeTar(
    placeOf(files, LIBRARY),
    more.library ?? {
      './LICENSE': Buffer.from('Apache'),
      './lib/libtensorflow.so': { link: 'libtensorflow.so.2' },
      './lib/libtensorflow.so.2.9.1': CONTENT.library,
      './lib/libtensorflow_framework.so.2.9.1': CONTENT.library,
      './include/tensorflow/c/c_api.h': Buffer.from('never unpacked'),
    },
  );
  const archive = placeOf(files, NUGET);
  const native = 'runtimes/linux-x64/native/';
  await writeZip(archive, {
    [`${native}libonnxruntime_providers_cuda.so`]: CONTENT.provider,
    [`${native}libonnxruntime_providers_shared.so`]: CONTENT.provider,
    [`${native}libonnxruntime_providers_tensorrt.so`]: CONTENT.provider,
    LICENSE: Buffer.from('MIT'),
  });
  nuget(files, readFileSync(archive));
  const fetch = async (wanted: CatalogueEngine): Promise<PackManifest> => {
    const { signal } = new AbortController();
    const options = { ...SHORT, signal, host: catalogue.host, mirror: host.address, proxy: null };
    return (await fetchPack(data, wanted, options)).manifest;
  };
  const refusal = async (wanted: CatalogueEngine): Promise<ErrorReason | null> =>
    toBeachcombError(await rejection(fetch(wanted))).reason;
  return { host, files, data, fetch, refusal };
}

const installed = (data: string): string[] =>
  readdirSync(path.join(data, 'packs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(data, 'packs', name)).isFile())
    .map((name) => name.replaceAll(path.sep, '/'))
    .sort();

describe('an engine that is fetched', () => {
  it('of several tar archives has the named files of each, pinned by what the storage of Google states', async () => {
    const { host, data, fetch } = await prepared();
    const manifest = await fetch(TENSORFLOW);
    expect(manifest).toMatchObject({
      id: 'tensorflow-gpu',
      purpose: 'engine',
      engine: TENSORFLOW.engine,
      measured: [],
      licence: { spdx: 'Apache-2.0', files: ['LICENSE'] },
    });
    expect(installed(data)).toEqual([
      '.pinned-tensorflow-gpu.json',
      ...['LICENSE', 'deps/lib/libtensorflow.so.2', 'deps/lib/libtensorflow_framework.so.2'].map(
        (name) => `tensorflow-gpu@4.22.0/${name}`,
      ),
      ...['lib/napi-v8/tfjs_binding.node', 'pack.json'].map((name) => `tensorflow-gpu@4.22.0/${name}`),
    ]);
    const pinned = readFileSync(path.join(data, 'packs', '.pinned-tensorflow-gpu.json'), 'utf8');
    expect(JSON.parse(pinned)).toMatchObject({ commit: null, files: [{ hash: { kind: 'sha256' } }, {}] });
    // Headers first, then the files, and nothing else of any host.
    expect(host.requests).toHaveLength(4);
  });

  it('of NuGet is compared with the SHA-512 of its metadata; what it holds besides is left out', async () => {
    const { data, fetch } = await prepared();
    await fetch(CUDA);
    expect(installed(data).filter((name) => name.endsWith('.so'))).toEqual([
      'onnxruntime-cuda@1.30.0/libonnxruntime_providers_cuda.so',
      'onnxruntime-cuda@1.30.0/libonnxruntime_providers_shared.so',
    ]);
  });

  it('is resumed where it broke off', async () => {
    const { host, files, data, fetch } = await prepared();
    const whole = readFileSync(placeOf(files, NUGET));
    let times = 0;
    host.onRequest = (url, _, response) => {
      if (!url.endsWith('.nupkg') || times++ > 0) return false;
      response.writeHead(200, { 'content-length': whole.length });
      response.write(whole.subarray(0, 1000), () => response.destroy());
      return true;
    };
    await fetch(CUDA);
    expect(times).toBe(2);
    expect(await fetchedBytes(data, CUDA)).toBeNull();
  });

  it.each<[string, Partial<ErrorReason>, (prepared: Prepared) => void]>([
    ['has no such file', { code: 'fetch-status', status: 404 }, ({ files }) => rmSync(placeOf(files, NUGET))],
    [
      'has another file of the same size',
      { code: 'fetch-changed', file: archiveName(NUGET.href) },
      ({ files }) => writeFileSync(placeOf(files, NUGET), Buffer.alloc(statSync(placeOf(files, NUGET)).size)),
    ],
    [
      'has a file that is no archive',
      { code: 'pack-archive' },
      ({ files }) => {
        const bytes = Buffer.from('no archive');
        writeFileSync(placeOf(files, NUGET), bytes);
        nuget(files, bytes);
      },
    ],
    [
      'has metadata that is not understood',
      { code: 'fetch-unreachable' },
      ({ host }) => {
        host.onRequest = (url, _, response) => url.includes('catalog0') && Boolean(response.end('{}'));
      },
    ],
  ])('is refused, and nothing is installed, where the host %s', async (_, reason, change) => {
    const all = await prepared();
    change(all);
    expect(await all.refusal(CUDA)).toMatchObject(reason);
    expect(installed(all.data).filter((name) => !name.startsWith('.'))).toEqual([]);
  });

  it.each<[string, ArchiveFiles]>([
    ['lacks a library', { './lib/libtensorflow.so.2.9.1': CONTENT.library }],
    [
      'has a link instead of a library',
      {
        './lib/libtensorflow.so.2.9.1': CONTENT.library,
        './lib/libtensorflow_framework.so.2.9.1': { link: '/etc/passwd' },
      },
    ],
  ])('is refused where its archive %s', async (_, library) => {
    const { data, refusal } = await prepared({ library });
    expect(await refusal(TENSORFLOW)).toMatchObject({
      code: 'pack-archive',
      fault: 'missing',
      file: expect.stringContaining('libtensorflow_framework.so.2.9.1'),
    });
    expect(installed(data).filter((name) => !name.startsWith('.'))).toEqual([]);
  });

  it('is refused where it is for another system or another version of the package', async () => {
    const { refusal } = await prepared();
    const { engine } = CUDA;
    expect(await refusal({ ...CUDA, engine: { ...engine, system: 'sunos-sparc' } })).toEqual({
      code: 'engine-system',
      system: 'sunos-sparc',
    });
    const completes = { ...engine.completes, version: '0.1.0' };
    expect(await refusal({ ...CUDA, engine: { ...engine, completes } })).toMatchObject({
      code: 'engine-version',
      version: '0.1.0',
      supported: engine.completes.version,
    });
  });
});
