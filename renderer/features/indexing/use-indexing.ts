import { useQueryClient } from '@tanstack/react-query';
import type { Indexing } from '../../../src/api/contract.ts';
import { useConnection, useNotices } from '../../client/contexts.ts';
import { queryOf, useQuery } from '../../client/use-query.ts';

/** Speed settings of indexing and their setter; null until they are loaded. */
export function useIndexing(): [Indexing | null, (wanted: Indexing) => void] {
  const { client } = useConnection();
  const { report } = useNotices();
  const queries = useQueryClient();
  const indexing = useQuery('indexing.get', {});
  const change = (wanted: Indexing): void => {
    // Shown at once; the host's settings are fetched after its reply, success or error.
    queries.setQueryData(queryOf(client, 'indexing.get', {}).queryKey, wanted);
    client('indexing.set', wanted).catch(report);
  };
  return [indexing, change];
}
