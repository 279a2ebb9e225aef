import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { type Candidate, PROCESSOR, SAME_NETWORK, type Unfit } from './candidate.ts';
import type { EnginePack, EnginePacks } from './engine-packs.ts';
import { GPU_PROVIDERS, type GpuProvider, processorTitle } from './onnx-engine.ts';
import { openProcessorEngine } from './processor-engine.ts';
import { openRemoteEngine } from './remote-engine.ts';
import { hasTensorflow } from './tensorflow/load-tensorflow.ts';
import { whyNoCuda } from './why-no-cuda.ts';

/** Systems for which onnxruntime-node is built with each execution provider. */
const SYSTEMS: Readonly<Record<GpuProvider, readonly string[]>> = {
  cuda: ['linux-x64'],
  dml: ['win32-x64', 'win32-arm64'],
  coreml: ['darwin-arm64', 'darwin-x64'],
  webgpu: ['linux-x64', 'win32-x64', 'win32-arm64', 'darwin-arm64', 'darwin-x64'],
};
const TENSORFLOW_SYSTEMS = ['linux-x64', 'win32-x64'];
/**
 * Tolerance for the 8-bit network, whose predictions always differ a little; its quality is measured by
 * `npm run eval`. This limit only detects processors on which it computes wrongly.
 */
const EIGHT_BITS = 0.3;
/** The oldest driver is that of the pack; without one, that a driver is there. */
const ANY_DRIVER = '0';
const CUDA_LIBRARIES = ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'];
const SCRIPT = new URL('./engine-process.ts', import.meta.url);

/**
 * All engines, including those that cannot run on this computer.
 * @param threads for the processor's engine
 * @param packs that were added
 */
export function candidates(threads: number, packs: EnginePacks): Candidate[] {
  const cuda = packs['onnx-cuda'];
  return [
    {
      id: PROCESSOR,
      title: processorTitle(threads),
      device: { kind: 'processor', threads, isInt8: false },
      unfit: null,
      tolerance: SAME_NETWORK,
      open: (models) => openProcessorEngine(models, threads),
    },
    {
      id: 'onnx-cpu-int8',
      title: `${processorTitle(threads)}, 8-bit network`,
      device: { kind: 'processor', threads, isInt8: true },
      unfit: null,
      tolerance: EIGHT_BITS,
      open: (models) => openProcessorEngine(models, threads, true),
    },
    ...(['cuda', 'dml', 'coreml', 'webgpu'] as const).map((provider) => {
      const id = `onnx-${provider}`;
      const pack = provider === 'cuda' ? cuda : undefined;
      return remote(id, GPU_PROVIDERS[provider], provider, unfitOnnx(provider, pack), pack);
    }),
    remote('tensorflow', 'TensorFlow', 'tensorflow', unfitTensorflow(packs.tensorflow), packs.tensorflow),
  ];
}

function remote(
  id: string,
  title: string,
  argument: string,
  unfit: Unfit | null,
  pack: EnginePack | undefined,
): Candidate {
  return {
    id,
    title,
    device: null,
    unfit,
    compiles: pack !== undefined,
    tolerance: SAME_NETWORK,
    open: (models, limits, signal) => {
      const args = [argument, models, ...(pack === undefined ? [] : [pack.folder])];
      return openRemoteEngine({ script: SCRIPT, args, limits, signal });
    },
  };
}

function unfitOnnx(provider: GpuProvider, pack: EnginePack | undefined): Unfit | null {
  if (!SYSTEMS[provider].includes(`${process.platform}-${process.arch}`))
    return { system: true, reason: { code: 'wrong-system' } };
  if (provider !== 'cuda') return null;
  const obstacle = whyNoCuda(pack?.driver ?? ANY_DRIVER);
  if (obstacle !== null) return { system: false, reason: obstacle };
  if (pack !== undefined) return pack.trouble === null ? null : { system: false, reason: pack.trouble };
  return hasOwnCuda() ? null : { system: false, reason: { code: 'not-added' } };
}

/** Whether the installer of onnxruntime-node was run by hand, which puts the libraries beside its own. */
function hasOwnCuda(): boolean {
  const main = createRequire(import.meta.url).resolve('onnxruntime-node');
  const binaries = path.resolve(path.dirname(main), '..', 'bin', 'napi-v6', 'linux', 'x64');
  return CUDA_LIBRARIES.every((name) => existsSync(path.join(binaries, name)));
}

function unfitTensorflow(pack: EnginePack | undefined): Unfit | null {
  // Of other systems there are neither libraries nor, in a package, the code that uses them.
  if (
    pack === undefined &&
    !(TENSORFLOW_SYSTEMS.includes(`${process.platform}-${process.arch}`) && hasTensorflow())
  )
    return { system: true, reason: { code: 'wrong-system' } };
  if (pack === undefined) return { system: false, reason: { code: 'not-added' } };
  return pack.trouble === null ? null : { system: false, reason: pack.trouble };
}
