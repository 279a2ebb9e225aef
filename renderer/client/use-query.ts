import { useEffect, useState } from 'react';
import type { CallName, Input, Output } from '../../src/api/contract.ts';
import { useApp } from './app-context.ts';

/** The host's answer to a call, asked again whenever something was said; null until it is here. */
export function useQuery<N extends CallName>(name: N, input: Input<N>): Output<N> | null {
  const { client, report, userData } = useApp();
  const [answer, setAnswer] = useState<Output<N> | null>(null);
  const key = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said.turn` says when.
  useEffect(() => {
    let isCurrent = true;
    client(name, JSON.parse(key) as Input<N>)
      .then((next) => isCurrent && setAnswer(() => next))
      .catch((error: unknown) => isCurrent && report(error));
    return () => {
      isCurrent = false;
    };
  }, [client, report, name, key, userData.turn]);
  return answer;
}
