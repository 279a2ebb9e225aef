import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { type Candidate, PROCESSOR, SAME_NETWORK, type Unfit } from './candidate.ts';
import { GPU_PROVIDERS, type GpuProvider, processorTitle } from './onnx-engine.ts';
import { openProcessorEngine } from './processor-engine.ts';
import { openRemoteEngine } from './remote-engine.ts';
import { tensorflowState } from './tensorflow/tensorflow-state.ts';
import { hasNvidiaCard } from './why-no-graphics-card.ts';

/** Systems for which onnxruntime-node is built with each execution provider. */
const SYSTEMS: Readonly<Record<GpuProvider, readonly string[]>> = {
  cuda: ['linux-x64'],
  dml: ['win32-x64', 'win32-arm64'],
  coreml: ['darwin-arm64', 'darwin-x64'],
  webgpu: ['linux-x64', 'win32-x64', 'win32-arm64', 'darwin-arm64', 'darwin-x64'],
};
/**
 * Tolerance for the 8-bit network, whose predictions always differ a little; its quality is measured by
 * `npm run eval`. This limit only detects processors on which it computes wrongly.
 */
const EIGHT_BITS = 0.3;
const CUDA_LIBRARIES = ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'];
const SCRIPT = new URL('./engine-process.ts', import.meta.url);

/**
 * All engines, including those that cannot run on this computer.
 * @param threads for the processor's engine
 */
export function candidates(threads: number): Candidate[] {
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
    ...(['cuda', 'dml', 'coreml', 'webgpu'] as const).map((provider) =>
      remote(`onnx-${provider}`, GPU_PROVIDERS[provider], provider, unfitOnnx(provider)),
    ),
    remote('tensorflow', 'TensorFlow', 'tensorflow', unfitTensorflow()),
  ];
}

const remote = (id: string, title: string, argument: string, unfit: Unfit | null): Candidate => ({
  id,
  title,
  device: null,
  unfit,
  tolerance: SAME_NETWORK,
  open: (models, limits, signal) =>
    openRemoteEngine({ script: SCRIPT, args: [argument, models], limits, signal }),
});

function unfitOnnx(provider: GpuProvider): Unfit | null {
  if (!SYSTEMS[provider].includes(`${process.platform}-${process.arch}`))
    return { system: true, reason: { code: 'wrong-system' } };
  if (provider !== 'cuda') return null;
  if (!existsSync('/proc/driver/nvidia/version'))
    return {
      system: false,
      reason: { code: hasNvidiaCard() ? 'no-nvidia-driver' : 'no-nvidia-card' },
    };
  const main = createRequire(import.meta.url).resolve('onnxruntime-node');
  const binaries = path.resolve(path.dirname(main), '..', 'bin', 'napi-v6', 'linux', 'x64');
  return CUDA_LIBRARIES.every((name) => existsSync(path.join(binaries, name)))
    ? null
    : { system: false, reason: { code: 'no-cuda-libraries' } };
}

function unfitTensorflow(): Unfit | null {
  switch (tensorflowState().state) {
    case 'present':
      return null;
    case 'no-addon':
      return { system: false, reason: { code: 'not-added' } };
    case 'missing':
      return { system: false, reason: { code: 'package-missing' } };
  }
}
