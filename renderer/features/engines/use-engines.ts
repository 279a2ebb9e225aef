import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../src/api/client.ts';
import type { Engines } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';

/** So often it is asked how far the work on them is, milliseconds. */
const BUSY = 400;

type Deed = 'engines.compare' | 'engines.addTensorflow' | 'engines.stop';

export interface EnginesInUse {
  /** Null before they are known. */
  readonly engines: Engines | null;
  readonly choose: (engine: string) => void;
  readonly act: (deed: Deed) => void;
}

/** What can look at photos on this computer, kept up with while it is being compared. */
export function useEngines(): EnginesInUse {
  const { client, report, refresh } = useApp();
  const [engines, setEngines] = useState<Engines | null>(null);
  const [turn, setTurn] = useState(0);
  const isBusy = engines !== null && engines.work !== null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again.
  useEffect(() => {
    let isHere = true;
    const timer = setTimeout(
      () =>
        client('engines.get', {}).then(
          (known) => {
            if (!isHere) return;
            setEngines(known);
            if (known.work !== null) setTurn(turn + 1);
          },
          (error: unknown) => {
            if (!isHere) return;
            report(error);
            // It goes on, wherever the host is just now.
            if (isBusy) setTurn(turn + 1);
          },
        ),
      isBusy ? BUSY : 0,
    );
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [client, report, turn]);

  const run = useCallback(
    (asked: ReturnType<Client>): void => {
      asked.catch(report).finally(() => {
        setTurn((before) => before + 1);
        refresh();
      });
    },
    [report, refresh],
  );
  return {
    engines,
    choose: (engine) => {
      if (engines !== null) setEngines({ ...engines, choice: engine });
      run(client('engines.choose', { engine }));
    },
    act: (deed) => run(client(deed, {})),
  };
}
