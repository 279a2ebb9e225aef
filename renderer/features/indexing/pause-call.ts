import type { Status } from '../../../src/api/contract.ts';
import { isBusy } from '../../client/status-watch.ts';

/** The call that holds the work, or lets it go on; null where there is neither to do. */
export function pauseCall(status: Status): 'index.pause' | 'index.resume' | null {
  if (isBusy(status)) return 'index.pause';
  // What waits for the charger, or for a comparison, does not go on because it is told to.
  if (status.phase === 'stopped' || (status.phase === 'paused' && status.pausedBy === 'person'))
    return 'index.resume';
  return null;
}
