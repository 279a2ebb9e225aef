import { truncateSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { BeachcombError } from '../domain/error.ts';
import { preparePrivateFile } from '../platform/files/private-files.ts';
import { realFile } from '../platform/files/real-file.ts';
import { log } from '../platform/log/log.ts';
import { storeError } from './open-database.ts';

/**
 * In ms. Of two indexers that start at the same moment, each may see half of the other's lock: without a wait, both
 * would be refused.
 */
const TOGETHER_MS = 400;
/** In ms: a library is made again within it, also one with very many statements. */
const RECOVERY_MS = 60_000;

/**
 * Locks the library for one indexer. It is a lock of the operating system, held by SQLite on a file beside the
 * real file of the library, so it ends with the process even after a crash.
 * @throws BeachcombError `library-busy` if another indexer runs, `disk-full`, `library-unwritable`
 */
export function lockLibrary(library: string): { release(): void } {
  const file = `${realFile(library)}.lock`;
  try {
    preparePrivateFile(file);
    return lock(file);
  } catch (error) {
    const known = storeError(error);
    if (known instanceof BeachcombError && known.kind === 'library-damaged') {
      // It has no content. Emptied, not deleted: a lock belongs to the file, not to its name.
      log.warn('the lock file is damaged and is emptied', { error });
      truncateSync(file, 0);
      return lock(file);
    }
    if (!(known instanceof BeachcombError) || known.kind !== 'library-busy') throw known;
    throw new BeachcombError('library-busy', 'Another Beachcomb is indexing this library.', {
      cause: error,
      reason: { code: 'library-indexed' },
    });
  }
}

/** Whether an indexer has the library just now; it does not wait. */
export function isLibraryLocked(library: string): boolean {
  try {
    lock(`${realFile(library)}.lock`, 0).release();
    return false;
  } catch (error) {
    const known = storeError(error);
    // Anything else is for the indexer to report.
    if (!(known instanceof BeachcombError)) log.warn('the lock of the library cannot be tried', { error });
    return known instanceof BeachcombError && known.kind === 'library-busy';
  }
}

/**
 * Locks the recovery of a library, so that of two programs that find it damaged one makes it again and the other waits.
 * @throws BeachcombError `library-busy` after a minute, `disk-full`, `library-unwritable`
 */
export function lockRecovery(library: string): { release(): void } {
  const file = `${realFile(library)}.recovery`;
  try {
    preparePrivateFile(file);
    return lock(file, RECOVERY_MS);
  } catch (error) {
    throw storeError(error);
  }
}

function lock(file: string, waitMs = TOGETHER_MS): { release(): void } {
  const db: Database = new Sqlite(file, { timeout: waitMs });
  try {
    // Not with `locking_mode = EXCLUSIVE`: the half of a lock that it keeps would make both of two wait in vain.
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw error;
  }
  return { release: () => db.close() };
}
