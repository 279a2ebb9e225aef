import {
  ANALYSERS,
  type AnalyserId,
  SWITCHED_ANALYSER_IDS,
  type SwitchedAnalyserId,
} from '../../domain/analyser.ts';
import { type AnalysisTools, analysePhotos } from '../analysis/analyse-photos.ts';
import { embedPhotos } from '../analysis/embed-photos.ts';
import type { RunOptions } from './run-options.ts';
import type { RunProgress } from './run-progress.ts';
import type { RunSummary } from './run-summary.ts';

/** What is done with photos after their labels. */
export interface AnalysisOptions {
  /** Path of the models folder. */
  readonly models: string;
  /** The analysers that are on; what the others found is deleted. */
  readonly on: readonly SwitchedAnalyserId[];
  /** Data folder of Beachcomb, with the packs that were added; null: none were. */
  readonly dataFolder: string | null;
  /** The added pack that photos are embedded by, ID@VERSION; null: none. */
  readonly pack: string | null;
}

interface AnalysersTools
  extends Pick<AnalysisTools, 'writer' | 'library' | 'killed' | 'threads' | 'mayGoOn'> {
  readonly analysis: AnalysisOptions;
  readonly progress: RunProgress;
}

/**
 * After all photos have their labels: the analysers that are on, one after the other.
 * @returns how many photos each was done with
 */
export async function runAnalysers(
  { analysis, progress, ...tools }: AnalysersTools,
  { signal, shouldYield }: Pick<RunOptions, 'signal' | 'shouldYield'>,
): Promise<RunSummary['analysed']> {
  const analysed: Partial<Record<AnalyserId, number>> = {};
  const { models, on, dataFolder, pack } = analysis;
  const toolsFor = (id: AnalyserId): AnalysisTools => ({
    ...tools,
    models,
    pack: null,
    signal,
    shouldYield,
    onProgress: (found, done) => progress.showAnalysis({ analyser: id, found, done }),
  });
  if (!signal.aborted && !shouldYield()) {
    const embedded = await embedPhotos(toolsFor('embedding'), { dataFolder, name: pack });
    if (embedded !== null) analysed.embedding = embedded;
    progress.endAnalysis();
  }
  for (const id of SWITCHED_ANALYSER_IDS) {
    if (!on.includes(id)) tools.writer.analyses.forget(id, signal);
    if (!on.includes(id) || signal.aborted || shouldYield()) continue;
    analysed[id] = await analysePhotos(toolsFor(id), { id, version: ANALYSERS[id].version });
    progress.endAnalysis();
  }
  return analysed;
}
