import { setTimeout as sleep } from 'node:timers/promises';
import { restAfterWork } from './rest.ts';

/** Processor time of this process so far in ms, all threads together. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * Waits, at each call, as long as this process has to rest after the work since the last one.
 * @param share fraction of one processor, see restAfterWork
 */
export function restBetweenPhotos(share: number, signal: AbortSignal): () => Promise<void> {
  const rest = restAfterWork(share, processorTime, performance.now.bind(performance));
  return async () => {
    const ms = rest();
    if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => {});
  };
}
