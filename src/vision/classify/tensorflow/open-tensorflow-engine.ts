import path from 'node:path';
import type { Prediction } from '../../../domain/prediction.ts';
import { readModelFile } from '../../../platform/files/read-model-file.ts';
import type { Engine } from '../engine.ts';
import { floatsOf } from '../floats-of.ts';
import { networkName } from '../network-name.ts';
import { packInputs } from '../pack-inputs.ts';
import { PREDICTION_OUTPUTS, toPredictions } from '../to-predictions.ts';
import { loadTensorflow } from './load-tensorflow.ts';
import { tensorflowState } from './tensorflow-state.ts';

/**
 * Opens the network on TensorFlow: on a graphics card with CUDA if TensorFlow finds one, otherwise on the processor.
 * It blocks the thread while it computes and may crash in a driver, so it must run in a separate process.
 * @param models the folder with photo/
 * @throws Error if TensorFlow is not installed or does not load
 */
export async function openTensorflowEngine(models: string): Promise<Engine> {
  const found = tensorflowState();
  if (found.state !== 'present') throw new Error(found.detail);
  const [name] = await Promise.all([
    networkName(models),
    readModelFile(models, 'photo/tfjs/model.json'),
    readModelFile(models, 'photo/tfjs/weights.bin'),
  ]);
  const tf = loadTensorflow(found.folder);
  // The rest after file:// is used as a path without URL decoding.
  const model = await tf.loadGraphModel(`file://${path.resolve(models, 'photo/tfjs/model.json')}`);
  const gpu = (tf.backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;
  return {
    name: 'tensorflow',
    // The package name contains "gpu" even where it runs on the processor.
    device: gpu
      ? { kind: 'card', api: 'CUDA, TensorFlow', card: null, isShared: false }
      : { kind: 'named', name: 'CPU (TensorFlow)' },
    gpu,
    model: name,
    batch: 8,
    async classify(inputs): Promise<Prediction[]> {
      const { pixels, shape } = packInputs(inputs, Int32Array);
      const numbers = tf.tidy(() => {
        const outputs = model.execute(tf.tensor4d(pixels, shape, 'int32'), [...PREDICTION_OUTPUTS]);
        return [outputs].flat().map((output) => output.dataSync<'float32'>());
      });
      const named = Object.fromEntries(PREDICTION_OUTPUTS.map((name, at) => [name, { data: numbers[at] }]));
      return toPredictions((name) => floatsOf(named, name), inputs.length);
    },
    async close() {
      model.dispose();
    },
  };
}
