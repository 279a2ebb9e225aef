/**
 * The process of an engine with a fault, for tests: argv is the fault, the models folder, and a number. It answers
 * with the real network, and says again what it said before, which makes it the fastest engine of all. Faults of a
 * run show only on photos that are not those of the probe.
 */
import { createHash } from 'node:crypto';
import process from 'node:process';
import type { Prediction } from '../../../../src/domain/prediction.ts';
import type { Engine } from '../../../../src/vision/classify/engine.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { probeInputs } from '../../../../src/vision/classify/probe-inputs.ts';
import { serveEngine } from '../../../../src/vision/classify/serve-engine.ts';

const [fault = '', models = '', limit = '0'] = process.argv.slice(2);

function hang(): never {
  for (;;);
}

const crash = (): boolean => process.kill(process.pid, 'SIGSEGV');
const hashOf = (input: Uint8Array): string => createHash('sha256').update(input).digest('hex');

async function open(): Promise<Engine> {
  if (fault === 'crashes on load') crash();
  if (fault === 'hangs on load') hang();
  if (fault === 'is missing a library') throw new Error('Failed to load shared library libcudart.so.12');
  const engine = await openOnnxEngine(models, 1);
  const known = new Map<string, Prediction>();
  const probed = new Set((await probeInputs(models)).map(hashOf));
  let foreign = 0;
  return {
    name: 'test',
    device: { kind: 'named' as const, name: `GPU (${fault})` },
    gpu: true,
    model: engine.model,
    batch: 8,
    close: engine.close,
    async classify(inputs) {
      if (fault === 'crashes') crash();
      if (fault === 'hangs') hang();
      if (fault === 'runs out of memory' && inputs.length > Number(limit)) throw new Error('Out of memory');
      if (inputs.some((input) => !probed.has(hashOf(input)))) foreign += 1;
      if (foreign >= Number(limit)) {
        if (fault === 'crashes later') crash();
        if (fault === 'hangs later') hang();
        if (fault === 'gives NaN later') return inputs.map(() => wrong(known.values().next().value));
      }
      const predictions: Prediction[] = [];
      for (const input of inputs) {
        const hash = hashOf(input);
        const [prediction] = known.has(hash) ? [known.get(hash)] : await engine.classify([input]);
        if (prediction === undefined) throw new Error('no answer');
        known.set(hash, prediction);
        predictions.push(fault === 'gives wrong numbers' ? shifted(prediction) : prediction);
      }
      if (fault === 'gives NaN') return predictions.map(wrong);
      return fault === 'gives too few answers' ? predictions.slice(1) : predictions;
    },
  };
}

const shifted = (prediction: Prediction): Prediction => ({
  ...prediction,
  concepts: prediction.concepts.map((score) => Math.abs(score - 0.02)),
});

function wrong(prediction: Prediction | undefined): Prediction {
  if (prediction === undefined) throw new Error('no answer');
  return { ...prediction, probabilities: prediction.probabilities.map(() => Number.NaN) };
}

serveEngine(open);
