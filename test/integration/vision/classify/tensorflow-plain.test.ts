import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { Prediction } from '../../../../src/domain/prediction.ts';
import { comparePredictions } from '../../../../src/vision/classify/compare-predictions.ts';
import { floatsOf } from '../../../../src/vision/classify/floats-of.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { packInputs } from '../../../../src/vision/classify/pack-inputs.ts';
import { PREDICTION_OUTPUTS, toPredictions } from '../../../../src/vision/classify/to-predictions.ts';
import { MODELS } from '../../../support/paths.ts';
import { photoInputs } from './tensorflow-photos.ts';

// Plain JavaScript takes seconds a photo.
const LONG = process.env['BEACHCOMB_LONG'] === '1';

it(
  'the network in plain JavaScript, the referee, gives the answers of onnxruntime to 1e-3',
  async () => {
    await tf.setBackend('cpu');
    const folder = path.join(MODELS, 'photo', 'tfjs');
    const { modelTopology, signature, weightsManifest } = JSON.parse(
      readFileSync(path.join(folder, 'model.json'), 'utf8'),
    ) as tf.io.ModelJSON;
    const model = await tf.loadGraphModel(
      tf.io.fromMemory({
        modelTopology,
        ...(signature === undefined ? {} : { signature }),
        weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
        weightData: new Uint8Array(readFileSync(path.join(folder, 'weights.bin'))).buffer,
      }),
    );
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
