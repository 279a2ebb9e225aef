import { useEffect, useState } from 'react';
import type { Indexing } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';

/** How much of the computer the person gives to it, and the way to change that; null before it is known. */
export function useIndexing(): [Indexing | null, (wanted: Indexing) => void] {
  const { client, report, refresh } = useApp();
  const [indexing, setIndexing] = useState<Indexing | null>(null);
  useEffect(() => {
    client('indexing.get', {}).then(setIndexing, report);
  }, [client, report]);
  const change = (wanted: Indexing): void => {
    setIndexing(wanted);
    client('indexing.set', wanted)
      .then(setIndexing, (error: unknown) => {
        setIndexing(indexing);
        report(error);
      })
      .finally(refresh);
  };
  return [indexing, change];
}
