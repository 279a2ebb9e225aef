import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Prediction } from '../../src/domain/prediction.ts';
import { concurrencyOf } from '../../src/indexing/pipeline/concurrency.ts';
import { Pipeline } from '../../src/indexing/pipeline/pipeline.ts';
import type { Engine } from '../../src/vision/classify/engine.ts';
import { networkName } from '../../src/vision/classify/network-name.ts';
import { openOnnxEngine } from '../../src/vision/classify/onnx-engine.ts';
import { decode } from '../../src/vision/decode/decode.ts';
import { MODELS } from '../support/paths.ts';
import { processMemory } from '../support/process-memory.ts';

/** What test/bench/growth.ts is told after each run. */
export interface GrowthRun {
  readonly seconds: number;
  readonly indexed: number;
  /** Bytes: resident after the run. */
  readonly resident: number;
}

/** Answers as the network gave them for the samples, one after the other: what it costs is measured elsewhere. */
async function replayed(): Promise<Engine> {
  const folder = path.join(MODELS, 'samples');
  const engine = await openOnnxEngine(MODELS, 1);
  const answers: Prediction[] = [];
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.jpg'))) {
    const decoded = await decode({ bytes: readFileSync(path.join(folder, name)), name, mtime: 0 });
    if ('input' in decoded) answers.push(...(await engine.classify([decoded.input])));
  }
  const { model } = engine;
  await engine.close();
  let next = 0;
  return {
    ...{
      name: 'replay',
      device: { kind: 'named' as const, name: 'replayed answers' },
      gpu: false,
      model,
      batch: 8,
    },
    classify: async (inputs) =>
      inputs.map(() => {
        next += 1;
        return answers[next % answers.length] as Prediction;
      }),
    close: async () => {},
  };
}

/** The pipeline itself in a process of its own, with everything real but the network. */
const pipeline = new Pipeline(
  process.argv[2] ?? '',
  replayed,
  () => networkName(MODELS),
  Date.now,
  () => {},
  { lastCrash: null, crashesInARow: 0, version: '' },
  concurrencyOf('full', availableParallelism()),
);
process.on('message', async () => {
  const { seconds, indexed } = await pipeline.run({
    ...{ folders: null, changedOnly: false, forgetMissing: [], shouldYield: () => false },
    signal: new AbortController().signal,
  });
  process.send?.({ seconds, indexed, resident: processMemory().resident } satisfies GrowthRun);
});
process.on('disconnect', async () => {
  await pipeline.close();
  process.exit();
});
