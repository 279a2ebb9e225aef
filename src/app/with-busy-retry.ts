import { setTimeout as sleep } from 'node:timers/promises';
import type { Handlers } from '../api/dispatch.ts';
import { BeachcombError } from '../domain/error.ts';
import { log } from '../platform/log/log.ts';
import { storeError } from '../store/open-database.ts';

/** In ms: a write of the window waits so long for a lock at a time, because every other answer waits meanwhile. */
export const BUSY_WAIT_MS = 100;
const PAUSE_MS = 300;
/** In ms: then the error goes on to the person. Nothing was written. */
const GIVE_UP_MS = 5000;

const isBusy = (error: unknown): boolean => {
  const known = storeError(error);
  return known instanceof BeachcombError && known.kind === 'library-busy';
};

/**
 * Runs `work`, and again while another program has the library locked; other work is done in the pauses.
 * @throws BeachcombError `library-busy` after 5 s, and errors of `work`
 */
export function retryBusy<T>(work: () => T | Promise<T>): T | Promise<T> {
  const again = async (first: unknown): Promise<T> => {
    if (!isBusy(first)) throw first;
    log.debug('the library is locked by another program; waiting', { error: first });
    for (const start = performance.now(); ; ) {
      await sleep(PAUSE_MS);
      try {
        return await work();
      } catch (error) {
        if (!isBusy(error) || performance.now() - start > GIVE_UP_MS) throw error;
      }
    }
  };
  try {
    const result = work();
    return result instanceof Promise ? result.catch(again) : result;
  } catch (error) {
    if (!isBusy(error)) throw error;
    return again(error);
  }
}

/** Wraps handlers: a call that finds the library locked waits without blocking the others; see `retryBusy`. */
export function withBusyRetry(handlers: Handlers): Handlers {
  const wrapped = Object.entries(handlers).map(([name, handler]) => [
    name,
    (input: never) => retryBusy<unknown>(() => handler(input)),
  ]);
  return Object.fromEntries(wrapped) as Handlers;
}
