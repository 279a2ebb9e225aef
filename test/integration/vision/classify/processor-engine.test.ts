import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { probeInputs } from '../../../../src/vision/classify/probe-inputs.ts';
import { openProcessorEngine } from '../../../../src/vision/classify/processor-engine.ts';
import { MODELS } from '../../../support/paths.ts';

const inputs = await probeInputs(MODELS);

describe('the network in several threads', () => {
  it('gives each photo the answer that one thread gives it, batches asked at once in their order', async () => {
    const [alone, engine] = [await openOnnxEngine(MODELS, 1), await openProcessorEngine(MODELS, 2)];
    const expected = [];
    for (const input of inputs) expected.push(...(await alone.classify([input])));
    const half = Math.ceil(inputs.length / 2);
    const given = await Promise.all([
      engine.classify(inputs.slice(0, half)),
      engine.classify(inputs.slice(half)),
    ]);
    expect(given.flat()).toEqual(expected);
    await Promise.all([alone.close(), engine.close()]);
  });

  it('starts its other threads for more than a few photos only', async () => {
    const engine = await openProcessorEngine(MODELS, 2);
    onTestFinished(() => engine.close());
    const threads = (): number =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;
    const one = threads();
    for (const input of inputs.slice(0, 8)) await engine.classify([input]);
    expect(threads()).toBe(one);
    await engine.classify(inputs.slice(0, 8));
    expect(threads()).toBe(one + 1);
  });

  it('closed in the middle of a photo leaves nobody waiting, and the process whole', async () => {
    const engine = await openProcessorEngine(MODELS, 2);
    // Both threads are there.
    await engine.classify(inputs);
    const asked = [engine.classify(inputs), engine.classify(inputs)];
    const ended = Promise.allSettled(asked);
    await engine.close();
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(engine.classify(inputs)).rejects.toMatchObject({ reason: { code: 'closed' } });
  });
});
