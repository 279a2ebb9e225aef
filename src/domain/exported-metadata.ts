/** What of a photo's metadata an exported picture has. */
export const EXPORTED_METADATA = ['all', 'no-place', 'none'] as const;
export type ExportedMetadata = (typeof EXPORTED_METADATA)[number];
/** What is removed of it: the place, or all that a viewer does not need. */
export type RemovedMetadata = Exclude<ExportedMetadata, 'all'>;
