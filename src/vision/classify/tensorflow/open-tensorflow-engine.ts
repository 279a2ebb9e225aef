import type { Prediction } from '../../../domain/prediction.ts';
import type { Engine } from '../engine.ts';
import { floatsOf } from '../floats-of.ts';
import { networkName } from '../network-name.ts';
import { packInputs } from '../pack-inputs.ts';
import { PREDICTION_OUTPUTS, toPredictions } from '../to-predictions.ts';
import { loadTensorflow } from './load-tensorflow.ts';
import { tensorflowGraph } from './tensorflow-graph.ts';

/**
 * Opens the network on TensorFlow: on a graphics card with CUDA if TensorFlow finds one, otherwise on the processor.
 * It blocks the thread while it computes and may crash in a driver, so it must run in a separate process.
 * @param models the folder with photo/
 * @param folder of an engine pack
 * @throws Error if TensorFlow does not load
 */
export async function openTensorflowEngine(models: string, folder: string): Promise<Engine> {
  const [name, graph] = await Promise.all([networkName(models), tensorflowGraph(models)]);
  const tf = loadTensorflow(folder);
  const model = await tf.loadGraphModel(tf.io.fromMemory(graph));
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
