import type { Status } from '../../../src/api/contract.ts';
import { isBusy } from '../../client/status-watch.ts';

/** The call that holds the work, or lets it go on; null where there is neither to do. */
export function pauseCall(status: Status): 'index.pause' | 'index.resume' | null {
  if (isBusy(status)) return 'index.pause';
  // Indexing that waits for the charger or a comparison cannot be resumed by hand.
  if (status.isLockedElsewhere) return null;
  if (status.phase === 'stopped' || (status.phase === 'paused' && status.pausedBy === 'person'))
    return 'index.resume';
  return null;
}
