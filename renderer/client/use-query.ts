import { queryOptions, useQueryClient, useQuery as useTanstackQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Client } from '../../src/api/client.ts';
import type { Input, Output } from '../../src/api/contract.ts';
import { useConnection } from './contexts.ts';
import { type QueryName, topicsRead } from './topics.ts';

interface Options<N extends QueryName> {
  /** False while no request is needed. */
  readonly isAsked?: boolean;
  /** An error is not reported: what shows the result does so itself, or goes on without it. */
  readonly isSilent?: boolean;
  /** Asks again after so many milliseconds, as long as there is a number. */
  readonly everyMs?: (output: Output<N> | null) => number | null;
  /** Whether the answer to another input is shown until this one is answered. */
  readonly keeps?: (before: Input<N>) => boolean;
}

/** A call as TanStack Query takes it. */
export const queryOf = <N extends QueryName>(client: Client, name: N, input: Input<N>, isSilent = false) =>
  queryOptions<Output<N>, Error, Output<N>, readonly [N, Input<N>]>({
    queryKey: [name, input],
    queryFn: () => client(name, input),
    meta: { reads: topicsRead(name), isSilent },
  });

/** A call's output, its error, and whether both are still to come. */
export function useQueryState<N extends QueryName>(name: N, input: Input<N>, options: Options<N> = {}) {
  const { client } = useConnection();
  const { isAsked = true, isSilent = false, everyMs, keeps } = options;
  return useTanstackQuery({
    ...queryOf(client, name, input, isSilent),
    enabled: isAsked,
    refetchInterval: ({ state }) => everyMs?.(state.data ?? null) ?? false,
    placeholderData: (before, query) =>
      query !== undefined && keeps?.(query.queryKey[1]) === true ? before : undefined,
  });
}

/** Whether an answer is of now: one of before a change, or of before an error, does not show what is gone. */
export const isCurrent = (state: { readonly isSuccess: boolean; readonly isFetching: boolean }): boolean =>
  state.isSuccess && !state.isFetching;

/** The host's answer to a call, asked again whenever a topic of it changed; null until it is here. */
export const useQuery = <N extends QueryName>(
  name: N,
  input: Input<N>,
  options: Options<N> = {},
): Output<N> | null => useQueryState(name, input, options).data ?? null;

/**
 * Shows what a call will answer once a change has reached the host, which is asked for after that. An answer that is on
 * its way, of before the change, is dropped: the choice would be seen to go and come back.
 */
export function useShowAhead<N extends QueryName>(name: N, input: Input<N>): (output: Output<N>) => void {
  const { client } = useConnection();
  const queries = useQueryClient();
  return (output) => {
    const { queryKey } = queryOf(client, name, input);
    void queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, output);
  };
}

/** Forgets the output of all calls that are not shown, for example because a component could not render it. */
export function useForgetQueries(): () => void {
  const queries = useQueryClient();
  return useCallback(() => queries.removeQueries({ type: 'inactive' }), [queries]);
}
