/**
 * The process of an engine with a fault, for tests: argv is the fault, the models folder, and a number. It answers
 * with the real network, and says again what it said before, which makes it the fastest engine of all. Faults of a
 * run show only on photos that are not those of the probe.
 */
import { createHash } from 'node:crypto';
import process from 'node:process';
import type { RawAnswer } from '../../../../src/domain/answer.ts';
import type { Engine } from '../../../../src/vision/classify/engine.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { probeViews } from '../../../../src/vision/classify/probe-views.ts';
import { serveEngine } from '../../../../src/vision/classify/serve-engine.ts';

const [fault = '', models = '', limit = '0'] = process.argv.slice(2);

function hang(): never {
  for (;;);
}

const crash = (): boolean => process.kill(process.pid, 'SIGSEGV');
const hashOf = (view: Uint8Array): string => createHash('sha256').update(view).digest('hex');

async function open(): Promise<Engine> {
  if (fault === 'crashes on load') crash();
  if (fault === 'hangs on load') hang();
  if (fault === 'is missing a library') throw new Error('Failed to load shared library libcudart.so.12');
  const engine = await openOnnxEngine(models, 1);
  const said = new Map<string, RawAnswer>();
  const probed = new Set((await probeViews(models)).map(hashOf));
  let foreign = 0;
  return {
    ...{ name: 'test', device: `GPU (${fault})`, gpu: true, model: engine.model, batch: 8 },
    close: engine.close,
    async classify(views) {
      if (fault === 'crashes') crash();
      if (fault === 'hangs') hang();
      if (fault === 'runs out of memory' && views.length > Number(limit)) throw new Error('Out of memory');
      if (views.some((view) => !probed.has(hashOf(view)))) foreign += 1;
      if (foreign >= Number(limit)) {
        if (fault === 'crashes later') crash();
        if (fault === 'hangs later') hang();
        if (fault === 'gives NaN later') return views.map(() => wrong(said.values().next().value));
      }
      const answers: RawAnswer[] = [];
      for (const view of views) {
        const hash = hashOf(view);
        const [answer] = said.has(hash) ? [said.get(hash)] : await engine.classify([view]);
        if (answer === undefined) throw new Error('no answer');
        said.set(hash, answer);
        answers.push(fault === 'gives wrong numbers' ? shifted(answer) : answer);
      }
      if (fault === 'gives NaN') return answers.map(wrong);
      return fault === 'gives too few answers' ? answers.slice(1) : answers;
    },
  };
}

const shifted = (answer: RawAnswer): RawAnswer => ({
  ...answer,
  concepts: answer.concepts.map((score) => Math.abs(score - 0.02)),
});

function wrong(answer: RawAnswer | undefined): RawAnswer {
  if (answer === undefined) throw new Error('no answer');
  return { ...answer, probabilities: answer.probabilities.map(() => Number.NaN) };
}

await serveEngine(open);
