/** What the indexer is doing, as it reports it. */
export const INDEXING_PHASES = ['scanning', 'deriving', 'indexing', 'analysing', 'paused', 'idle'] as const;
export type IndexingPhase = (typeof INDEXING_PHASES)[number];

/** How changes in the folders are detected. */
export const WATCHING = ['watching', 'looking-now-and-then'] as const;
export type Watching = (typeof WATCHING)[number];
