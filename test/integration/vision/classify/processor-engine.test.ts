import { describe, expect, it } from 'vitest';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { probeViews } from '../../../../src/vision/classify/probe-views.ts';
import { openProcessorEngine } from '../../../../src/vision/classify/processor-engine.ts';
import { MODELS } from '../../../support/paths.ts';

const views = await probeViews(MODELS);

describe('the network in several threads', () => {
  it('gives each photo the answer that one thread gives it, batches asked at once in their order', async () => {
    const [alone, engine] = [await openOnnxEngine(MODELS, 1), await openProcessorEngine(MODELS, 2)];
    const expected = [];
    for (const view of views) expected.push(...(await alone.classify([view])));
    const half = Math.ceil(views.length / 2);
    const given = await Promise.all([
      engine.classify(views.slice(0, half)),
      engine.classify(views.slice(half)),
    ]);
    expect(given.flat()).toEqual(expected);
    await Promise.all([alone.close(), engine.close()]);
  });

  it('closed in the middle leaves nobody waiting', async () => {
    const engine = await openProcessorEngine(MODELS, 2);
    const asked = [engine.classify(views), engine.classify(views)];
    const ended = Promise.allSettled(asked);
    await engine.close();
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(engine.classify(views)).rejects.toThrow('it was closed');
  });
});
