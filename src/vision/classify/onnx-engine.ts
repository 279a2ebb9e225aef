import { availableParallelism } from 'node:os';
import type { Device } from '../../domain/device.ts';
import { dropBytes } from '../../domain/drop-bytes.ts';
import type { Prediction } from '../../domain/prediction.ts';
import { readModelFile } from '../../platform/files/read-model-file.ts';
import { InferenceSession, Tensor } from '../../platform/onnx/onnxruntime.ts';
import type { Engine } from './engine.ts';
import { floatsOf } from './floats-of.ts';
import { networkName } from './network-name.ts';
import { packInputs } from './pack-inputs.ts';
import { readGraphicsCards } from './read-graphics-cards.ts';
import { rendererInUse } from './renderer-in-use.ts';
import { PREDICTION_OUTPUTS, toPredictions } from './to-predictions.ts';

/** CoreML's newer program format, which supports more operations (COREML_FLAG_CREATE_MLPROGRAM). */
const ML_PROGRAM = 0x10;

/** GPU execution providers of ONNX Runtime, with their display names. */
export const GPU_PROVIDERS = { webgpu: 'WebGPU', dml: 'DirectML', coreml: 'CoreML', cuda: 'CUDA' } as const;
export type GpuProvider = keyof typeof GPU_PROVIDERS;

/** A form of the photo network. */
interface Network {
  readonly file: string;
  /** Suffix of the names of engine and model, because its predictions differ a little. */
  readonly suffix: '' | '-int8';
}
const FULL: Network = { file: 'photo/model.onnx', suffix: '' };
/** The 8-bit form: twice as fast on processors with support for it; see models/README.md. */
export const INT8: Network = { file: 'photo/model-int8.onnx', suffix: '-int8' };

/**
 * Opens the network on ONNX Runtime.
 * @param models the folder with photo/
 * @param threads for the processor kernels
 * @param network form of the network; INT8 is for the processor only
 * @param provider execution provider. All but 'cpu' may crash or hang in a driver, so they need a separate process
 */
export async function openOnnxEngine(
  models: string,
  threads: number = availableParallelism(),
  provider: 'cpu' | GpuProvider = 'cpu',
  network: Network = FULL,
): Promise<Engine> {
  const [model, name] = await Promise.all([readModelFile(models, network.file), networkName(models)]);
  const { session, device, gpu } =
    provider === 'cpu' ? await onProcessor(model, threads) : await onCard(model, provider);
  // The session has made its own copy.
  dropBytes(model);
  return {
    name: `onnx ${provider}${network.suffix}`,
    device: device.kind === 'processor' ? { ...device, isInt8: network !== FULL } : device,
    gpu,
    model: `${name}${network.suffix}`,
    batch: 8,
    async classify(inputs): Promise<Prediction[]> {
      const { pixels, shape } = packInputs(inputs, Uint8Array);
      // Only these outputs, because the activation maps are costly; they are computed for single photos only.
      const outputs = await session.run({ image: new Tensor('uint8', pixels, shape) }, PREDICTION_OUTPUTS);
      return toPredictions((name) => floatsOf(outputs, name), inputs.length);
    },
    close: () => session.release(),
  };
}

/** Title of the processor's engine, the key of its remembered report: "CPU (2 threads)". */
export const processorTitle = (threads: number): string =>
  `CPU (${threads} ${threads === 1 ? 'thread' : 'threads'})`;

interface Opened {
  readonly session: InferenceSession;
  readonly device: Device;
  readonly gpu: boolean;
}

async function onProcessor(model: Uint8Array, threads: number): Promise<Opened> {
  const session = await InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
  });
  return { session, device: { kind: 'processor', threads, isInt8: false }, gpu: false };
}

async function onCard(model: Uint8Array, provider: GpuProvider): Promise<Opened> {
  const title = GPU_PROVIDERS[provider];
  const create = (whole: boolean): Promise<InferenceSession> =>
    InferenceSession.create(model, {
      executionProviders: [provider === 'coreml' ? { name: provider, coreMlFlags: ML_PROGRAM } : provider],
      graphOptimizationLevel: 'all',
      extra: { session: { disable_cpu_ep_fallback: whole ? '1' : '0' } },
    });
  // macOS distributes the work among processor, GPU and Neural Engine and does not report how.
  if (provider === 'coreml')
    return { session: await create(false), device: { kind: 'apple', api: title }, gpu: true };
  let whole = true;
  const session = await create(true).catch((error: unknown) => {
    // Operations that the GPU does not support would silently run on the processor.
    if (!(error instanceof Error) || !/fallback to CPU/i.test(error.message)) throw error;
    whole = false;
    return create(false);
  });
  const { gpu, software } = rendererInUse();
  if (!gpu) return { session, device: { kind: 'software', api: title, software }, gpu };
  const { names } = await readGraphicsCards();
  // With several cards it is unknown which one is used.
  const card = names.length === 1 ? (names[0] ?? null) : null;
  return { session, device: { kind: 'card', api: title, card, isShared: !whole }, gpu };
}
