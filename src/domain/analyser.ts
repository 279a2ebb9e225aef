/**
 * What looks at the pixels of photos, not of films, after labels, in this order: each with its own version, progress and
 * switch.
 */
export const ANALYSER_IDS = ['embedding', 'text', 'faces'] as const;
export type AnalyserId = (typeof ANALYSER_IDS)[number];

interface AnalyserFacts {
  /** A photo that was analysed by another version is analysed again; `of-pack`: the number of the pack that is chosen. */
  readonly version: number | 'of-pack';
  /**
   * Whether it is on in a new library; `with-consent`: off, and its switch explains first what it keeps; `with-pack`:
   * on while an added image-text pack is chosen, and what it found stays when it is turned off.
   */
  readonly starts: 'on' | 'off' | 'with-consent' | 'with-pack';
}

/** One row an analyser; how it is opened and what it does: src/indexing/analysis/analysers.ts. */
export const ANALYSERS = {
  embedding: { version: 'of-pack', starts: 'with-pack' },
  text: { version: 1, starts: 'on' },
  faces: { version: 1, starts: 'with-consent' },
} as const satisfies Record<AnalyserId, AnalyserFacts>;

/** Analysers that a person turns on and off by themselves, and whose results are deleted when they are off. */
export type SwitchedAnalyserId = {
  [Id in AnalyserId]: (typeof ANALYSERS)[Id]['starts'] extends 'with-pack' ? never : Id;
}[AnalyserId];
const isSwitched = (id: AnalyserId): id is SwitchedAnalyserId => ANALYSERS[id].starts !== 'with-pack';
export const SWITCHED_ANALYSER_IDS: readonly SwitchedAnalyserId[] = ANALYSER_IDS.filter(isSwitched);

/** What is done after labels: first films whose frames need a decoder outside of the indexer, then the analysers. */
export const ANALYSIS_STEPS = ['films', ...ANALYSER_IDS] as const;
export type AnalysisStep = (typeof ANALYSIS_STEPS)[number];

/** How far a step is; counts are of photos. */
export interface AnalysisProgress {
  readonly analyser: AnalysisStep;
  readonly found: number;
  readonly done: number;
}
