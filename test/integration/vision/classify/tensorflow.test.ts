import { symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { comparePredictions } from '../../../../src/vision/classify/compare-predictions.ts';
import type { Engine } from '../../../../src/vision/classify/engine.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { loadTensorflow } from '../../../../src/vision/classify/tensorflow/load-tensorflow.ts';
import { openTensorflowEngine } from '../../../../src/vision/classify/tensorflow/open-tensorflow-engine.ts';
import { MODELS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { built, skipped } from './tensorflow-built.ts';
import { photoInputs } from './tensorflow-photos.ts';

describe.skipIf(built === null)(`TensorFlow with its real addon${skipped}`, () => {
  async function open(models = MODELS): Promise<Engine> {
    const engine = await openTensorflowEngine(models, built ?? '');
    onTestFinished(() => engine.close());
    return engine;
  }

  it('gives the answers of onnxruntime to 1e-3 on 50 real photos', async () => {
    const [engine, processor] = [await open(), await openOnnxEngine(MODELS, 1)];
    expect(engine.model).toBe(processor.model);
    const inputs = await photoInputs(50);
    expect(inputs.length).toBeGreaterThan(20);
    let largest = 0;
    for (let at = 0; at < inputs.length; at += 8) {
      const batch = inputs.slice(at, at + 8);
      const [given, expected] = [await engine.classify(batch), await processor.classify(batch)];
      expect(given).toHaveLength(batch.length);
      for (const [i, prediction] of given.entries()) {
        const should = expected[i];
        if (should === undefined) throw new Error('no answer');
        const difference = comparePredictions(prediction, should);
        expect(difference.sameFirst).toBe(true);
        largest = Math.max(largest, difference.largest);
      }
    }
    await processor.close();
    expect(largest).toBeLessThan(1e-3);
  });

  it('is called a GPU only where its backend computes on one', async () => {
    const engine = await open();
    const backend = loadTensorflow(built ?? '').backend() as unknown as Record<string, unknown>;
    expect(backend['isGPUPackage']).toBe(true);
    expect(engine.gpu).toBe(backend['isUsingGpuDevice']);
    expect(engine.device.kind).toBe(engine.gpu ? 'card' : 'named');
  });

  it('holds no more after 200 batches, failed ones among them, and nothing once it is closed', async () => {
    const engine = await open();
    const tf = loadTensorflow(built ?? '');
    const inputs = (await photoInputs(1)).slice(0, 1);
    await engine.classify(inputs);
    const { numTensors, numBytes } = tf.memory();
    const resident = process.memoryUsage.rss();
    for (let i = 0; i < 200; i++) {
      await engine.classify(inputs);
      if (i % 20 === 0) await expect(engine.classify([new Uint8Array(3)])).rejects.toThrow('3 bytes');
    }
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    // A kept input alone would be 246 MB, and the outputs of the layers many times that.
    expect(process.memoryUsage.rss() - resident).toBeLessThan(150e6);
    await engine.close();
    expect(tf.memory().numTensors).toBe(0);
  });

  it('finds the network in a folder of any name', async () => {
    const models = path.join(tempFolder(), '100 % #1 模型');
    symlinkSync(MODELS, models, 'junction');
    const [input] = await photoInputs(1);
    if (input === undefined) throw new Error('no photo');
    expect(await (await open(models)).classify([input])).toHaveLength(1);
  });
});
