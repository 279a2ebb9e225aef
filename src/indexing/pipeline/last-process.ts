import { storedDetail } from '../../domain/problem-detail.ts';
import type { IndexQueue } from '../../store/index-queue.ts';
import type { CauseOfCrash } from '../process/cause-of-crash.ts';

/** A process that is killed from outside again and again may have been killed because a file takes too much memory. */
const KILLS_UNTIL_SUSPECT = 3;
/**
 * In a row without progress: then the file that is being decoded alone is left out until the next start, because it may
 * need more memory than there is. It is not blamed.
 */
const CRASHES_UNTIL_SET_ASIDE = 6;

/** What is known of the process before this one. */
export interface LastProcess {
  /** Null: it ended well, or there was none. */
  readonly lastCrash: CauseOfCrash | null;
  /** How often in a row a process ended unexpectedly without progress. */
  readonly crashesInARow: number;
}

/**
 * Draws what follows for the files that were being decoded when the last process ended unexpectedly.
 * @param version of this program: files that another version blamed are tried again
 */
export function assessLastProcess(
  queue: IndexQueue,
  decoding: readonly number[],
  { lastCrash, crashesInARow }: LastProcess,
  version: string,
): void {
  queue.retryBlamed(version);
  const [alone, ...others] = decoding;
  if (lastCrash === 'file') queue.recordCrashes(decoding, storedDetail({ code: 'indexer-crashed' }));
  else if (lastCrash === 'abandoned') return;
  else if (crashesInARow >= CRASHES_UNTIL_SET_ASIDE && alone !== undefined && others.length === 0)
    queue.setAside(alone);
  else if (lastCrash !== 'killed' || crashesInARow >= KILLS_UNTIL_SUSPECT) queue.suspect(decoding);
}
