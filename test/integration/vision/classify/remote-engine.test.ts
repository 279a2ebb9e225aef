import { describe, expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../../../src/vision/classify/engine.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { probeInputs } from '../../../../src/vision/classify/probe-inputs.ts';
import type { EngineLimits } from '../../../../src/vision/classify/remote-engine.ts';
import { MODELS } from '../../../support/paths.ts';
import { faulty, IMPATIENT, PATIENT } from './test-candidates.ts';

const inputs = await probeInputs(MODELS);

async function open(
  fault: string,
  limit = 0,
  limits: EngineLimits = PATIENT,
  signal?: AbortSignal,
): Promise<Engine> {
  const engine = await faulty(fault, limit, limits).open(
    MODELS,
    limits,
    signal ?? new AbortController().signal,
  );
  onTestFinished(() => engine.close());
  return engine;
}

describe('an engine in a process of its own', () => {
  it('gives the very answers that the same engine gives here, batches asked at once in their order', async () => {
    const here = await openOnnxEngine(MODELS, 1);
    const remote = await open('none');
    expect(remote).toMatchObject({
      model: here.model,
      device: { kind: 'named', name: 'GPU (none)' },
      gpu: true,
    });
    const [first, rest] = await Promise.all([
      remote.classify(inputs.slice(0, 1)),
      remote.classify(inputs.slice(1, 3)),
    ]);
    const expected = [];
    for (const input of inputs.slice(0, 3)) expected.push(...(await here.classify([input])));
    expect([...first, ...rest]).toEqual(expected);
    await here.close();
  });

  it.each([
    ['crashes on load', { code: 'crashed', exit: 'SIGSEGV' }, PATIENT],
    ['hangs on load', { code: 'timed-out', seconds: 3 }, IMPATIENT],
    ['is missing a library', { code: 'library-missing' }, PATIENT],
  ])('that %s cannot be opened, and says why', async (fault, reason, limits) => {
    await expect(open(fault, 0, limits)).rejects.toMatchObject({ reason });
  });

  it.each([
    ['crashes', { code: 'crashed', exit: 'SIGSEGV' }],
    ['gives NaN', { code: 'invalid-results' }],
    ['gives too few answers', { code: 'incomplete-results' }],
    ['runs out of memory', { code: 'out-of-memory' }],
  ])('that %s fails with a reason, and fails at once when asked again', async (fault, reason) => {
    const engine = await open(fault);
    await expect(engine.classify(inputs.slice(0, 2))).rejects.toMatchObject({ reason });
    await expect(engine.classify(inputs.slice(0, 1))).rejects.toThrow();
  });

  it('that hangs is ended, and every batch that waits for it fails', async () => {
    const engine = await open('hangs', 0, { ...PATIENT, batchMs: IMPATIENT.batchMs });
    const asked = [engine.classify(inputs.slice(0, 1)), engine.classify(inputs.slice(1, 2))];
    for (const one of await Promise.allSettled(asked))
      expect(one).toMatchObject({ reason: { reason: { code: 'timed-out', seconds: 3 } } });
  });

  it('is ended at once by its signal, even while it hangs', async () => {
    const stop = new AbortController();
    const opening = open('hangs on load', 0, PATIENT, stop.signal);
    stop.abort();
    await expect(opening).rejects.toMatchObject({ reason: { code: 'stopped' } });
  });
});
