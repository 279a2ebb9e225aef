import { type Query, QueryCache, QueryClient } from '@tanstack/react-query';
import type { QueryName, Topic, Topics } from './topics.ts';

declare module '@tanstack/react-query' {
  interface Register {
    /** The call, then its input. */
    readonly queryKey: readonly [name: QueryName, input: unknown];
    readonly queryMeta: {
      readonly reads: readonly Topic[];
      /** The component shows the error itself or continues without the data. */
      readonly isSilent: boolean;
    };
  }
}

/** Milliseconds that an answer that is no longer shown is kept, to be shown at once the next time. */
const KEPT_MS = 60_000;

/**
 * The answers that are shown, each asked again when one of its topics is touched. The host is on this computer:
 * nothing is retried, and nothing waits for a network.
 * @param report is called with what a call failed with
 */
export function createQueryClient(topics: Topics, report: (error: unknown) => void): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { meta }) => {
        if (meta?.isSilent !== true) report(error);
      },
    }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        gcTime: KEPT_MS,
      },
    },
  });
  topics.subscribe((touched) => {
    const reads = ({ meta }: Query): boolean => meta?.reads.some((topic) => touched.includes(topic)) === true;
    // A first answer that is on its way may be of before the change, and is not asked for again meanwhile.
    const first = queries
      .getQueryCache()
      .findAll({ predicate: reads, fetchStatus: 'fetching' })
      .filter(({ state }) => state.data === undefined);
    const answered = queries.invalidateQueries({ predicate: reads });
    if (first.length > 0)
      void answered.then(() => queries.invalidateQueries({ predicate: (query) => first.includes(query) }));
  });
  return queries;
}
