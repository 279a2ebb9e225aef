/**
 * Share of the computer that the indexer uses: `gentle` about half a processor, `normal` idle capacity, `full` all of
 * it.
 */
export const INDEX_MODES = ['gentle', 'normal', 'full'] as const;
export type IndexMode = (typeof INDEX_MODES)[number];
