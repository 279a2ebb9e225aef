import type { Indexing } from '../../../src/api/contract.ts';
import { useConnection, useNotices } from '../../client/contexts.ts';
import { useQuery, useShowAhead } from '../../client/use-query.ts';

/** Speed settings of indexing and their setter; null until they are loaded. */
export function useIndexing(): [Indexing | null, (wanted: Indexing) => void] {
  const { client } = useConnection();
  const { report } = useNotices();
  const show = useShowAhead('indexing.get', {});
  const indexing = useQuery('indexing.get', {});
  const change = (wanted: Indexing): void => {
    show(wanted);
    client('indexing.set', wanted).catch(report);
  };
  return [indexing, change];
}
