import type { Output } from '../../../src/api/contract.ts';
import { useQuery } from '../../client/use-query.ts';

/** Milliseconds between two requests while they are being looked for. */
const BUSY_MS = 700;

/** The first `shown` groups, kept up with while they are being looked for. Null until an answer is here. */
export const useDuplicates = (shown: number): Output<'duplicates.list'> | null =>
  useQuery(
    'duplicates.list',
    { offset: 0, limit: shown },
    { everyMs: (list) => (list?.working === true ? BUSY_MS : null), keeps: () => true },
  );
