import { availableParallelism } from 'node:os';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { CONCEPT_COUNT, type RawAnswer, SIGNATURE_SIZE } from '../domain/answer.ts';
import { VIEW_SIZE } from '../domain/photo.ts';
import type { Engine } from './engine.ts';
import { phraseNormOf } from './phrase-norm.ts';
import { rawAnswer } from './raw-answer.ts';
import { readModelFile } from './read-model-file.ts';

const CLASS_COUNT = 1000;
const VIEW_BYTES = VIEW_SIZE * VIEW_SIZE * 3;

/**
 * The network on onnxruntime's CPU kernels.
 * @param models the folder with photo/ and text/
 */
export async function openOnnxEngine(
  models: string,
  threads: number = availableParallelism(),
): Promise<Engine> {
  const [model, labels, map] = await Promise.all(
    ['photo/model.onnx', 'photo/labels.json', 'text/phrase-map.f32'].map((name) =>
      readModelFile(models, name),
    ),
  );
  if (model === undefined || labels === undefined || map === undefined) throw new Error('unreachable');
  const session = await InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
  });
  const phraseNorm = phraseNormOf(map);
  const { model: name } = JSON.parse(labels.toString()) as { model: string };
  return {
    name: 'onnx cpu',
    device: `CPU (${threads} ${threads === 1 ? 'thread' : 'threads'})`,
    model: name,
    batch: 8,
    async classify(views): Promise<RawAnswer[]> {
      const image = new Uint8Array(views.length * VIEW_BYTES);
      views.forEach((view, i) => {
        if (view.length !== VIEW_BYTES)
          throw new Error(`A view has ${view.length} bytes, not ${VIEW_BYTES}.`);
        image.set(view, i * VIEW_BYTES);
      });
      const feeds = { image: new Tensor('uint8', image, [views.length, VIEW_SIZE, VIEW_SIZE, 3]) };
      // Only these outputs: the activation maps are costly and asked for one photo at a time.
      const outputs = await session.run(feeds, ['probabilities', 'concepts', 'signature']);
      const floats = (output: string): Float32Array => {
        const data = outputs[output]?.data;
        if (!(data instanceof Float32Array)) throw new Error(`The network gave no ${output}.`);
        return data;
      };
      const [probabilities, concepts, signature] = [
        floats('probabilities'),
        floats('concepts'),
        floats('signature'),
      ];
      return views.map((_, i) =>
        rawAnswer(
          probabilities.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT),
          concepts.subarray(i * CONCEPT_COUNT, (i + 1) * CONCEPT_COUNT),
          signature.subarray(i * SIGNATURE_SIZE, (i + 1) * SIGNATURE_SIZE),
          phraseNorm,
        ),
      );
    },
    close: () => session.release(),
  };
}
