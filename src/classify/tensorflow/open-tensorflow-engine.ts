import path from 'node:path';
import { CONCEPT_COUNT, type RawAnswer, SIGNATURE_SIZE } from '../../domain/answer.ts';
import { VIEW_SIZE } from '../../domain/photo.ts';
import { readModelFile } from '../../files/read-model-file.ts';
import type { Engine } from '../engine.ts';
import { phraseNormOf } from '../phrase-norm.ts';
import { rawAnswer } from '../raw-answer.ts';
import { loadTensorflow } from './load-tensorflow.ts';
import { tensorflowState } from './tensorflow-state.ts';

const CLASS_COUNT = 1000;
const VIEW_BYTES = VIEW_SIZE * VIEW_SIZE * 3;
const OUTPUTS = ['probabilities', 'concepts', 'signature'];

/**
 * The network on TensorFlow's kernels: on a graphics card with CUDA where TensorFlow finds one, else on the
 * processor. Blocks the thread while it computes and may crash in a driver: for a process of its own.
 * @param models the folder with photo/ and text/
 * @throws Error when TensorFlow is not there or does not load
 */
export async function openTensorflowEngine(models: string): Promise<Engine> {
  const found = tensorflowState();
  if (found.state !== 'present') throw new Error(found.detail);
  const [labels, map] = await Promise.all([
    readModelFile(models, 'photo/labels.json'),
    readModelFile(models, 'text/phrase-map.f32'),
    readModelFile(models, 'photo/tfjs/model.json'),
    readModelFile(models, 'photo/tfjs/weights.bin'),
  ]);
  const { model: name } = JSON.parse(labels.toString()) as { model: string };
  const phraseNorm = phraseNormOf(map);
  const tf = loadTensorflow(found.folder);
  // It takes what follows as a path as it is, not as a URL.
  const model = await tf.loadGraphModel(`file://${path.resolve(models, 'photo/tfjs/model.json')}`);
  const gpu = (tf.backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;
  return {
    name: 'tensorflow',
    // The package is named after GPUs wherever it runs.
    device: gpu ? 'GPU (CUDA, TensorFlow)' : 'CPU (TensorFlow)',
    gpu,
    model: name,
    batch: 8,
    async classify(views): Promise<RawAnswer[]> {
      const image = new Int32Array(views.length * VIEW_BYTES);
      views.forEach((view, i) => {
        if (view.length !== VIEW_BYTES)
          throw new Error(`A view has ${view.length} bytes, not ${VIEW_BYTES}.`);
        image.set(view, i * VIEW_BYTES);
      });
      const [probabilities, concepts, signature] = tf.tidy(() => {
        const input = tf.tensor4d(image, [views.length, VIEW_SIZE, VIEW_SIZE, 3], 'int32');
        const outputs = model.execute(input, OUTPUTS);
        return (Array.isArray(outputs) ? outputs : [outputs]).map((output) => output.dataSync<'float32'>());
      });
      if (probabilities === undefined || concepts === undefined || signature === undefined)
        throw new Error('The network gave too few outputs.');
      return views.map((_, i) =>
        rawAnswer(
          probabilities.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT),
          concepts.subarray(i * CONCEPT_COUNT, (i + 1) * CONCEPT_COUNT),
          signature.subarray(i * SIGNATURE_SIZE, (i + 1) * SIGNATURE_SIZE),
          phraseNorm,
        ),
      );
    },
    async close() {
      model.dispose();
    },
  };
}
