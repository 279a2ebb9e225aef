import type { Client } from '../../src/api/client.ts';
import type { Status } from '../../src/api/contract.ts';
import { type BeachcombError, toBeachcombError } from '../../src/domain/error.ts';

export interface StatusState {
  /** The last that was heard; null before the first answer. */
  readonly status: Status | null;
  /** False while the host does not answer. */
  readonly online: boolean;
  /** Why the host cannot serve us at all: a damaged library, a page that is not signed in. */
  readonly error: BeachcombError | null;
}

export interface StatusWatch {
  readonly get: () => StatusState;
  /** Polls while there are subscribers. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks now, since something was started. */
  refresh(): void;
}

/** Milliseconds between two questions. */
const [BUSY, IDLE, HIDDEN, OFFLINE] = [500, 4000, 5000, 1000];
/** Number of polls at the busy interval after an action, because work may start with a delay. */
const ATTENTIVE = 12;

export const isBusy = ({ phase }: Status): boolean =>
  phase === 'scanning' || phase === 'indexing' || phase === 'analysing';

/** Whether the next status is worth asking for soon. */
const isChanging = (status: Status): boolean => isBusy(status) || status.people.isGrouping;

/** Whether the indexer works, according to the last status. */
export const isWorkingNow = ({ status }: StatusState): boolean => status !== null && isBusy(status);

/** Keeps up with the indexer: often while it works, seldom while it rests. */
export function createStatusWatch(
  client: Client,
  isHidden: () => boolean = () => document.hidden,
): StatusWatch {
  let state: StatusState = { status: null, online: true, error: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let version = 0;
  let attentive = 0;
  const listeners = new Set<() => void>();

  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    version += 1;
    const mine = version;
    let next: StatusState;
    try {
      next = { status: await client('status.get', {}), online: true, error: null };
    } catch (thrown) {
      const error = toBeachcombError(thrown);
      const isAway = error.kind === 'unavailable';
      next = { status: state.status, online: !isAway, error: isAway ? null : error };
    }
    if (mine !== version || listeners.size === 0) return;
    if (JSON.stringify(next) !== JSON.stringify(state) || next.error?.kind !== state.error?.kind) {
      state = next;
      for (const listener of listeners) listener();
    }
    attentive = Math.max(0, attentive - 1);
    const isWorking = attentive > 0 || (state.status !== null && isChanging(state.status));
    timer = setTimeout(ask, !state.online ? OFFLINE : isHidden() ? HIDDEN : isWorking ? BUSY : IDLE);
  };

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) void ask();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
    refresh: () => {
      attentive = ATTENTIVE;
      void ask();
    },
  };
}
