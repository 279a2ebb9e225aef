import type { Folder } from '../../../src/api/contract.ts';

/** Number of missing photos that the user has not stated will come back. */
export const missingPhotos = (folders: readonly Folder[]): number =>
  folders
    .flatMap(({ missing }) => missing)
    .reduce((sum, { kind, photos }) => (kind === 'expected' ? sum : sum + photos), 0);
