import type { Engines } from '../../../src/api/contract.ts';
import { useConnection, useNotices } from '../../client/contexts.ts';
import { useQuery, useShowAhead } from '../../client/use-query.ts';

/** Milliseconds between two requests while there is work on them. */
const BUSY_MS = 400;

type EngineAction = 'engines.compare' | 'engines.stop';

export interface EnginesInUse {
  /** Null until they are loaded. */
  readonly engines: Engines | null;
  readonly choose: (engine: string) => void;
  readonly act: (action: EngineAction) => void;
}

/** What can look at photos on this computer, kept up with while it is being compared. */
export function useEngines(): EnginesInUse {
  const { client } = useConnection();
  const { report } = useNotices();
  const show = useShowAhead('engines.get', {});
  const engines = useQuery(
    'engines.get',
    {},
    { everyMs: (known) => (known !== null && known.work !== null ? BUSY_MS : null) },
  );
  return {
    engines,
    choose: (engine) => {
      if (engines !== null) show({ ...engines, choice: engine });
      client('engines.choose', { engine }).catch(report);
    },
    act: (action) => {
      client(action, {}).catch(report);
    },
  };
}
