import { availableParallelism } from 'node:os';
import process from 'node:process';
import { concurrencyOf } from '../../src/indexing/pipeline/concurrency.ts';
import { Pipeline } from '../../src/indexing/pipeline/pipeline.ts';
import { openRemoteEngine } from '../../src/vision/classify/remote-engine.ts';
import { pipelineOptions } from '../support/pipeline-options.ts';

/** What one run of the pipeline took. */
export interface CardRun {
  readonly indexed: number;
  readonly seconds: number;
  /** Processor time in ms: of the thread that saves, and of all of this process. */
  readonly mainMs: number;
  readonly allMs: number;
  /** Mean number of photos in a batch. */
  readonly batch: number;
}

/** The pipeline in a process of its own; arguments: the library, and the rate of the engine in images a second. */
const [, , library = '', rate = ''] = process.argv;
const LIMITS = { openMs: 120_000, batchMs: () => 120_000 };
const engine = await openRemoteEngine({
  script: new URL('./card-engine.ts', import.meta.url),
  args: [rate],
  limits: LIMITS,
  signal: new AbortController().signal,
});
let [batches, photos] = [0, 0];
const pipeline = new Pipeline(
  pipelineOptions(library, {
    openEngine: async () => ({
      ...engine,
      classify: (inputs) => {
        batches += 1;
        photos += inputs.length;
        return engine.classify(inputs);
      },
    }),
    concurrency: concurrencyOf('full', availableParallelism()),
  }),
);
const inMs = ({ user, system }: { user: number; system: number }): number => (user + system) / 1000;
const before = [process.cpuUsage(), process.threadCpuUsage()].map(inMs);
const start = performance.now();
const { indexed } = await pipeline.run({
  folders: null,
  changedOnly: false,
  forgetMissing: [],
  shouldYield: () => false,
  signal: new AbortController().signal,
});
const seconds = (performance.now() - start) / 1000;
const [allMs = 0, mainMs = 0] = [process.cpuUsage(), process.threadCpuUsage()].map(
  (usage, at) => inMs(usage) - (before[at] ?? 0),
);
await pipeline.close();
process.send?.({ indexed, seconds, mainMs, allMs, batch: photos / batches } satisfies CardRun);
