/**
 * How much of the machine the indexer takes: `gentle` about half a processor, `normal` what nothing else
 * wants, `full` all of it.
 */
export const INDEX_MODES = ['gentle', 'normal', 'full'] as const;
export type IndexMode = (typeof INDEX_MODES)[number];
