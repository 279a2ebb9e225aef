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

/** How far an analyser is; counts are of photos. */
export interface AnalysisProgress {
  readonly analyser: AnalyserId;
  readonly found: number;
  readonly done: number;
}
