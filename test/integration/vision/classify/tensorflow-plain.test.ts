import { statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { Prediction } from '../../../../src/domain/prediction.ts';
import { comparePredictions } from '../../../../src/vision/classify/compare-predictions.ts';
import { floatsOf } from '../../../../src/vision/classify/floats-of.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { packInputs } from '../../../../src/vision/classify/pack-inputs.ts';
import { tensorflowGraph } from '../../../../src/vision/classify/tensorflow/tensorflow-graph.ts';
import { PREDICTION_OUTPUTS, toPredictions } from '../../../../src/vision/classify/to-predictions.ts';
import { MODELS } from '../../../support/paths.ts';
import { photoInputs } from './tensorflow-photos.ts';

// Plain JavaScript takes seconds a photo.
const LONG = process.env['BEACHCOMB_LONG'] === '1';

it(
  'the network in plain JavaScript, the referee, gives the answers of onnxruntime to 1e-3',
  async () => {
    await tf.setBackend('cpu');
    const model = await tf.loadGraphModel(tf.io.fromMemory(await tensorflowGraph(MODELS)));
    const processor = await openOnnxEngine(MODELS, 1);
    for (const input of await photoInputs(LONG ? 50 : 2)) {
      const numbers = tf.tidy(() => {
        const { pixels, shape } = packInputs([input], Int32Array);
        const all = model.execute(tf.tensor4d(pixels, shape, 'int32'), [...PREDICTION_OUTPUTS]);
        return [all].flat().map((output) => output.dataSync<'float32'>());
      });
      const [expected] = await processor.classify([input]);
      if (expected === undefined) throw new Error('no answer');
      const named = Object.fromEntries(PREDICTION_OUTPUTS.map((name, at) => [name, { data: numbers[at] }]));
      const predictions = toPredictions((name) => floatsOf(named, name), 1);
      const { sameFirst, largest } = comparePredictions(predictions[0] as Prediction, expected);
      expect(sameFirst).toBe(true);
      expect(largest).toBeLessThan(1e-3);
    }
    await processor.close();
  },
  LONG ? 3_600_000 : 300_000,
);

it('every weight of its graph is there, and all but a few numbers are those of model.onnx', async () => {
  const { weightData, weightSpecs = [] } = await tensorflowGraph(MODELS);
  if (!(weightData instanceof ArrayBuffer)) throw new Error('no weights');
  const bytes = weightSpecs.map(({ shape, quantization }) =>
    shape.reduce((product, size) => product * size, quantization === undefined ? 4 : 2),
  );
  expect(weightData.byteLength).toBe(bytes.reduce((sum, one) => sum + one, 0));
  expect(statSync(path.join(MODELS, 'photo', 'tfjs', 'weights.json')).size).toBeLessThan(20_000);
});
