import { setTimeout as pause } from 'node:timers/promises';
import { contract } from '../src/api/contract.ts';
import type { HostProcess } from './host-process.ts';

const POLL_MS = 3000;

/**
 * Waits until photos have been indexed for the first time.
 * @param quitting ends the wait
 * @returns how many photos the library has; null if it had been indexed before, or the program quits
 */
export async function whenFirstIndexed(
  host: Pick<HostProcess, 'answer'>,
  quitting: AbortSignal,
  pollMs: number = POLL_MS,
): Promise<number | null> {
  let hasWorked = false;
  while (!quitting.aborted) {
    const reply = await host.answer('shell', { call: 'status.get', input: {} });
    if (reply.ok) {
      const { phase, photos, done, found } = contract['status.get'].output.parse(reply.output);
      if (phase === 'idle' && photos > 0) return hasWorked ? photos : null;
      // A scan of known photos finds nothing to do.
      if (phase === 'indexing' && done < found) hasWorked = true;
    }
    await pause(pollMs, undefined, { signal: quitting }).catch(() => {});
  }
  return null;
}
