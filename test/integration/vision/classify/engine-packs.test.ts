import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { addPack } from '../../../../src/app/packs/add-pack.ts';
import { toBeachcombError } from '../../../../src/domain/error.ts';
import type { CatalogueEngine, PackCatalogue } from '../../../../src/domain/pack-catalogue.ts';
import { PACK_CATALOGUE } from '../../../../src/domain/pack-catalogue.ts';
import { removePack } from '../../../../src/platform/packs/installed-packs.ts';
import { readCatalogue } from '../../../../src/platform/packs/read-catalogue.ts';
import { SAME_NETWORK } from '../../../../src/vision/classify/candidate.ts';
import { candidates } from '../../../../src/vision/classify/candidates.ts';
import { EngineError } from '../../../../src/vision/classify/engine-error.ts';
import { enginePacks } from '../../../../src/vision/classify/engine-packs.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { probeCandidate } from '../../../../src/vision/classify/probe-candidate.ts';
import { probeInputs } from '../../../../src/vision/classify/probe-inputs.ts';
import { openRemoteEngine } from '../../../../src/vision/classify/remote-engine.ts';
import { archiveHost, writeTar, writeZip } from '../../../support/archive-host.ts';
import { HAS_COMPILER } from '../../../support/has-compiler.ts';
import { MODELS, ROOT } from '../../../support/paths.ts';
import { rejection } from '../../../support/rejection.ts';
import { nvidiaDriver, rootWith } from '../../../support/root-with.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { built, skipped } from './tensorflow-built.ts';
import { PATIENT } from './test-candidates.ts';

/*
 * Engines as a user adds them: archives from a server on 127.0.0.1, the pack in the data folder, the engine in a process
 * of its own that loads it from there. TensorFlow is the real one. CUDA cannot be had without its card: in its place
 * there are libraries of this test, which the real ONNX Runtime looks for and refuses.
 */
const isHere = process.platform === 'linux' && process.arch === 'x64';
const catalogue = await readCatalogue(MODELS);
const { signal } = new AbortController();

/** The models folder with another catalogue. */
function modelsWith(engines: PackCatalogue['engines']): string {
  const folder = tempFolder();
  for (const name of readdirSync(MODELS))
    if (name !== PACK_CATALOGUE) symlinkSync(path.join(MODELS, name), path.join(folder, name));
  writeFileSync(path.join(folder, PACK_CATALOGUE), JSON.stringify({ ...catalogue, engines }));
  return folder;
}

function row(id: string): CatalogueEngine {
  const found = catalogue.engines.find((one) => one.id === id && one.engine.system === 'linux-x64');
  if (found === undefined) throw new Error(id);
  return found;
}

/** Fetches an engine from a folder of archives that is served as a mirror. */
async function added(
  wanted: CatalogueEngine,
  files: string,
  root = rootWith(nvidiaDriver('565.77')),
): Promise<string> {
  const host = await archiveHost(files);
  const data = tempFolder();
  await addPack(
    { kind: 'catalogue', id: wanted.id, host: host.address, proxy: null },
    { models: modelsWith([wanted]), dataFolder: data, signal, root, onProgress: () => {} },
  );
  return data;
}

const placeOf = (files: string, address: string): string => {
  const { host, pathname } = new URL(address);
  const place = path.join(files, host, ...pathname.split('/'));
  mkdirSync(path.dirname(place), { recursive: true });
  return place;
};

describe.skipIf(built === null || !isHere)(`TensorFlow as a pack${skipped}`, () => {
  it('is fetched, loaded from the data folder, proven against the processor, and gone when it is removed', async () => {
    const files = tempFolder();
    const lib = path.join(built ?? '', 'deps', 'lib');
    const { archives, ...rest } = row('tensorflow-gpu');
    const [addon, library] = archives;
    if (addon === undefined || library === undefined) return expect.unreachable();
    // The addon that was built here is linked to a library of another name.
    const names = readdirSync(lib).filter((name) => name.endsWith('.so.2'));
    const wanted = {
      ...rest,
      archives: [
        addon,
        { ...library, files: names.map((name) => ({ from: `lib/${name}`, to: `deps/lib/${name}` })) },
      ],
    };
    await writeTar(placeOf(files, addon.url), {
      'napi-v8/tfjs_binding.node': path.join(built ?? '', 'lib', 'napi-v8', 'tfjs_binding.node'),
    });
    await writeTar(
      placeOf(files, library.url),
      Object.fromEntries(names.map((name) => [`./lib/${name}`, path.join(lib, name)])),
    );
    const data = await added(wanted, files);
    const packs = await enginePacks(data, {});
    expect(packs.tensorflow).toMatchObject({ trouble: null });
    const candidate = candidates(1, packs).find(({ id }) => id === 'tensorflow');
    if (candidate === undefined) return expect.unreachable();
    expect(candidate.unfit).toBeNull();
    const inputs = (await probeInputs(MODELS)).slice(0, 4);
    const processor = await openOnnxEngine(MODELS, 1);
    const expected = await processor.classify(inputs);
    await processor.close();
    const report = await probeCandidate(candidate, {
      models: MODELS,
      inputs,
      expected,
      limits: PATIENT,
      signal,
      now: () => performance.now(),
    });
    expect(report).toMatchObject({ trouble: null, device: { kind: 'named', name: 'CPU (TensorFlow)' } });
    expect(report.difference).toBeLessThan(SAME_NETWORK);
    await removePack(data, 'tensorflow-gpu');
    const after = candidates(1, await enginePacks(data, {})).find(({ id }) => id === 'tensorflow');
    expect(after?.unfit?.reason).toEqual({ code: 'not-added' });
  }, 300_000);
});

describe.skipIf(!isHere || !HAS_COMPILER)('CUDA as a pack (needs Linux on x64 and a C compiler)', () => {
  /** A shared library of one function, linked to others that are not there any more. */
  function library(folder: string, name: string, needed: readonly string[] = []): string {
    const source = path.join(folder, 'source.c');
    writeFileSync(source, 'int stand_in(void) { return 1; }\n');
    const build = (output: string, ...more: string[]): void => {
      const made = spawnSync('cc', ['-shared', '-fPIC', '-o', output, source, ...more], {
        encoding: 'utf8',
      });
      if (made.status !== 0) throw new Error(made.stderr);
    };
    const gone = tempFolder();
    for (const one of needed) build(path.join(gone, one), `-Wl,-soname,${one}`);
    const output = path.join(folder, name);
    build(output, '-Wl,--no-as-needed', ...needed.map((one) => path.join(gone, one)));
    return output;
  }

  const CUDA = row('onnxruntime-cuda');
  const [ARCHIVE] = CUDA.archives;

  /** The archive of NuGet with libraries of this test. */
  async function served(needed: readonly string[] = []): Promise<string> {
    if (ARCHIVE === undefined) throw new Error('no archive');
    const files = tempFolder();
    const native = 'runtimes/linux-x64/native';
    const work = tempFolder();
    const place = placeOf(files, ARCHIVE.url);
    await writeZip(place, {
      [`${native}/libonnxruntime_providers_shared.so`]: library(work, 'shared.so'),
      [`${native}/libonnxruntime_providers_cuda.so`]: library(work, 'cuda.so', needed),
    });
    const { createHash } = await import('node:crypto');
    const bytes = readFileSync(place);
    const entry = 'https://api.nuget.org/v3/catalog0/data/1.json';
    writeFileSync(placeOf(files, ARCHIVE.nuget ?? ''), JSON.stringify({ catalogEntry: entry }));
    const packageHash = createHash('sha512').update(bytes).digest('base64');
    writeFileSync(
      placeOf(files, entry),
      JSON.stringify({ packageHash, packageHashAlgorithm: 'SHA512', packageSize: bytes.length }),
    );
    return files;
  }

  /** Why the engine of a pack does not open. */
  async function troubleOf(data: string, lines: string[] = []): Promise<unknown> {
    const pack = (await enginePacks(data, {}))['onnx-cuda'];
    if (pack === undefined) throw new Error('no pack');
    const script = new URL('../../../../src/vision/classify/engine-process.ts', import.meta.url);
    const args = ['cuda', MODELS, pack.folder];
    const onLine = (line: string): unknown => lines.push(line);
    const opened = openRemoteEngine({ script, args, limits: PATIENT, signal, onLine });
    return EngineError.from(await rejection(opened.then((engine) => engine.close()))).reason;
  }

  it('is loaded beside a copy of the runtime, whose loader tells what is wrong with it', async () => {
    const data = await added(CUDA, await served());
    const [name = ''] = readdirSync(path.join(data, 'packs')).filter((one) => !one.startsWith('.'));
    const folder = path.join(data, 'packs', name);
    expect(readdirSync(folder).sort()).toEqual([
      'libonnxruntime.so.1',
      'libonnxruntime_providers_cuda.so',
      'libonnxruntime_providers_shared.so',
      'onnxruntime_binding.node',
      'pack.json',
    ]);
    // The runtime found the libraries where the pack is, and no other place has them; this one has no such function.
    const lines: string[] = [];
    expect(await troubleOf(data, lines)).toEqual({ code: 'library-missing' });
    const shared = path.join(folder, 'libonnxruntime_providers_shared.so');
    expect(lines.join('\n')).toContain(`${shared}: undefined symbol: Provider_SetHost`);
    const machine = path.join(ROOT, 'node_modules', 'onnxruntime-node', 'bin', 'napi-v6', 'linux', 'x64');
    expect(readdirSync(machine).filter((one) => one.includes('providers'))).toEqual([]);
    appendFileSync(path.join(folder, 'libonnxruntime_providers_cuda.so'), 'x');
    expect(await troubleOf(data)).toEqual({ code: 'pack-damaged' });
  });

  it('names the library of cuDNN that is not installed', async () => {
    expect(await troubleOf(await added(CUDA, await served(['libcudnn.so.9'])))).toEqual({
      code: 'needs-library',
      library: 'libcudnn.so.9',
      of: 'cudnn',
    });
  });

  it('is not fetched where there is no card, no driver or an old one', async () => {
    const files = await served();
    const reason = async (cards: string) =>
      toBeachcombError(await rejection(added(CUDA, files, cards))).reason;
    expect(await reason(tempFolder())).toEqual({ code: 'engine-without-card' });
    expect(await reason(rootWith(nvidiaDriver('470.82.01')))).toEqual({
      code: 'engine-driver-old',
      found: '470.82.01',
      wanted: '525.60.13',
    });
  });

  it('of another version of the runtime is listed with the way out', async () => {
    const data = await added(CUDA, await served());
    const [name = ''] = readdirSync(path.join(data, 'packs')).filter((one) => !one.startsWith('.'));
    const manifest = path.join(data, 'packs', name, 'pack.json');
    const text = readFileSync(manifest, 'utf8').replaceAll('"version": "1.30.0"', '"version": "1.29.0"');
    writeFileSync(manifest, text);
    expect((await enginePacks(data, {}))['onnx-cuda']).toMatchObject({ trouble: { code: 'pack-outdated' } });
  });
});
