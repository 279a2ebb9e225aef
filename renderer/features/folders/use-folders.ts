import type { Folder } from '../../../src/api/contract.ts';
import { useQuery } from '../../client/use-query.ts';

const NONE: readonly Folder[] = [];

/** The folders; empty until they are loaded. Errors appear in the status, which queries the same host. */
export const useFolders = (): readonly Folder[] => useQuery('folders.list', {}, { isSilent: true }) ?? NONE;
