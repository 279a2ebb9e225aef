/**
 * Share of the computer that the indexer uses: `gentle` about half a processor, `normal` idle capacity, `full` all of
 * it.
 */
export const INDEX_MODES = ['gentle', 'normal', 'full'] as const;
export type IndexMode = (typeof INDEX_MODES)[number];

/** Whether a speed waits for mains power where the user wants that; one that does not takes what there is. */
export const WAITS_FOR_POWER = {
  gentle: true,
  normal: true,
  full: false,
} as const satisfies Record<IndexMode, boolean>;
