import type { PipelineOptions } from '../../src/indexing/pipeline/pipeline.ts';
import { networkName } from '../../src/vision/classify/network-name.ts';
import { openProcessorEngine } from '../../src/vision/classify/processor-engine.ts';
import { MODELS } from './paths.ts';

/** A pipeline with the network that ships on one thread, and without analysers. */
export const pipelineOptions = (library: string, own: Partial<PipelineOptions> = {}): PipelineOptions => ({
  library,
  openEngine: () => openProcessorEngine(MODELS, 1),
  network: () => networkName(MODELS),
  now: Date.now,
  onProgress: () => {},
  last: { lastCrash: null, crashesInARow: 0 },
  version: 'test',
  concurrency: { decoders: 1, threads: 1, share: Number.POSITIVE_INFINITY },
  analysis: null,
  films: null,
  ...own,
});
