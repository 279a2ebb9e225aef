import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { RawAnswer } from '../../src/domain/answer.ts';
import { paceOf } from '../../src/indexing/pipeline/pace.ts';
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
  const answers: RawAnswer[] = [];
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.jpg'))) {
    const decoded = await decode({ bytes: readFileSync(path.join(folder, name)), name, mtime: 0 });
    if ('view' in decoded) answers.push(...(await engine.classify([decoded.view])));
  }
  const { model } = engine;
  await engine.close();
  let next = 0;
  return {
    ...{ name: 'replay', device: 'replayed answers', gpu: false, model, batch: 8 },
    classify: async (views) =>
      views.map(() => {
        next += 1;
        return answers[next % answers.length] as RawAnswer;
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
  false,
  paceOf('full', availableParallelism()),
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
