/** What looks at the pixels of photos, not of films, after labels: each with its own version, progress and switch. */
export const ANALYSER_IDS = ['text', 'faces'] as const;
export type AnalyserId = (typeof ANALYSER_IDS)[number];

interface AnalyserFacts {
  /** A photo that was analysed by another version is analysed again. */
  readonly version: number;
  /** Whether it is on in a new library; `with-consent`: off, and its switch explains first what it keeps. */
  readonly starts: 'on' | 'off' | 'with-consent';
}

/** One row an analyser; how it is opened and what it does: src/indexing/analysis/analysers.ts. */
export const ANALYSERS = {
  text: { version: 1, starts: 'on' },
  faces: { version: 1, starts: 'with-consent' },
} as const satisfies Record<AnalyserId, AnalyserFacts>;

/** What is done after labels: first films whose frames need a decoder outside of the indexer, then the analysers. */
export const ANALYSIS_STEPS = ['films', ...ANALYSER_IDS] as const;
export type AnalysisStep = (typeof ANALYSIS_STEPS)[number];

/** How far a step is; counts are of photos. */
export interface AnalysisProgress {
  readonly analyser: AnalysisStep;
  readonly found: number;
  readonly done: number;
}
