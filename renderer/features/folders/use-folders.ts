import type { Folder } from '../../../src/api/contract.ts';
import { useQuery } from '../../client/use-query.ts';

const NONE: readonly Folder[] = [];

/** The folders; none before they are here. What goes wrong shows in the status, which asks the same host. */
export const useFolders = (): readonly Folder[] => useQuery('folders.list', {}, { isSilent: true }) ?? NONE;
