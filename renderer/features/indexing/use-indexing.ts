import { useQueryClient } from '@tanstack/react-query';
import type { Indexing } from '../../../src/api/contract.ts';
import { useConnection, useNotices } from '../../client/contexts.ts';
import { queryOf, useQuery } from '../../client/use-query.ts';

/** How much of the computer the user gives to indexing, and how to change that; null before it is known. */
export function useIndexing(): [Indexing | null, (wanted: Indexing) => void] {
  const { client } = useConnection();
  const { report } = useNotices();
  const queries = useQueryClient();
  const indexing = useQuery('indexing.get', {});
  const change = (wanted: Indexing): void => {
    // Shown at once; what the host has is asked for when it has answered, well or not.
    queries.setQueryData(queryOf(client, 'indexing.get', {}).queryKey, wanted);
    client('indexing.set', wanted).catch(report);
  };
  return [indexing, change];
}
