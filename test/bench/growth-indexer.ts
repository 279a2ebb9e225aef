import { availableParallelism } from 'node:os';
import { concurrencyOf } from '../../src/indexing/pipeline/concurrency.ts';
import { Pipeline } from '../../src/indexing/pipeline/pipeline.ts';
import type { Engine } from '../../src/vision/classify/engine.ts';
import { pipelineOptions } from '../support/pipeline-options.ts';
import { processMemory } from '../support/process-memory.ts';
import { recordedAnswers } from './recorded-answers.ts';

/** What test/bench/growth.ts is told after each run. */
export interface GrowthRun {
  readonly seconds: number;
  readonly indexed: number;
  /** Bytes: resident after the run. */
  readonly resident: number;
}

/** Answers as the network gave them for the samples: what it costs is measured elsewhere. */
async function replayed(): Promise<Engine> {
  const { model, next } = await recordedAnswers();
  return {
    name: 'replay',
    device: { kind: 'named', name: 'replayed answers' },
    gpu: false,
    model,
    batch: 8,
    classify: async (inputs) => inputs.map(next),
    close: async () => {},
  };
}

/** The pipeline itself in a process of its own, with everything real but the network. */
const pipeline = new Pipeline(
  pipelineOptions(process.argv[2] ?? '', {
    openEngine: replayed,
    concurrency: concurrencyOf('full', availableParallelism()),
  }),
);
process.on('message', async () => {
  const { seconds, indexed } = await pipeline.run({
    folders: null,
    changedOnly: false,
    forgetMissing: [],
    shouldYield: () => false,
    signal: new AbortController().signal,
  });
  process.send?.({ seconds, indexed, resident: processMemory().resident } satisfies GrowthRun);
});
process.on('disconnect', async () => {
  await pipeline.close();
  process.exit();
});
