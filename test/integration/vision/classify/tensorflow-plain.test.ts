import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { RawAnswer } from '../../../../src/domain/answer.ts';
import { compareAnswers } from '../../../../src/vision/classify/compare-answers.ts';
import { floatsOf } from '../../../../src/vision/classify/floats-of.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { packViews } from '../../../../src/vision/classify/pack-views.ts';
import { ANSWER_OUTPUTS, rawAnswers } from '../../../../src/vision/classify/raw-answers.ts';
import { MODELS } from '../../../support/paths.ts';
import { photoViews } from './tensorflow-photos.ts';

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
    for (const view of await photoViews(LONG ? 50 : 2)) {
      const numbers = tf.tidy(() => {
        const { pixels, shape } = packViews([view], Int32Array);
        const all = model.execute(tf.tensor4d(pixels, shape, 'int32'), [...ANSWER_OUTPUTS]);
        return [all].flat().map((output) => output.dataSync<'float32'>());
      });
      const [expected] = await processor.classify([view]);
      if (expected === undefined) throw new Error('no answer');
      const named = Object.fromEntries(ANSWER_OUTPUTS.map((name, at) => [name, { data: numbers[at] }]));
      const answers = rawAnswers((name) => floatsOf(named, name), 1);
      const { sameFirst, largest } = compareAnswers(answers[0] as RawAnswer, expected);
      expect(sameFirst).toBe(true);
      expect(largest).toBeLessThan(1e-3);
    }
    await processor.close();
  },
  LONG ? 3_600_000 : 300_000,
);
