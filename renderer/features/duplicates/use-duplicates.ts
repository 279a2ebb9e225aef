import { useEffect, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';

type Duplicates = Output<'duplicates.list'>;

/** Milliseconds between two questions while they are being looked for. */
const ASK_EVERY = 700;

/** The first `shown` groups; asked for again and again while they are being looked for. Null until an answer is here. */
export function useDuplicates(shown: number): Duplicates | null {
  const { client, report } = useApp();
  const [list, setList] = useState<Duplicates | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const next = await client('duplicates.list', { offset: 0, limit: shown });
      if (!isCurrent) return;
      setList(next);
      if (next.working) timer = setTimeout(() => void ask().catch(report), ASK_EVERY);
    };
    ask().catch((error: unknown) => isCurrent && report(error));
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, report, shown]);
  return list;
}
