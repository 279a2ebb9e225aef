import { contract } from '../../api/contract.ts';
import { log } from '../../platform/log/log.ts';
import { askOpenLibrary } from '../socket/ask-open-library.ts';

/**
 * Lets the program that has a library open scan its folders, which this process changed.
 * @param library its real path
 * @returns false if there is none, or it cannot: then they are scanned when the library is next indexed
 */
export async function rescanElsewhere(library: string): Promise<boolean> {
  try {
    return (await askOpenLibrary(library, 'index.rescan', contract['index.rescan'], {})) !== null;
  } catch (error) {
    log.warn('the program that has the library open cannot scan its folders', { error });
    return false;
  }
}
