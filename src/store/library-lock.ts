import Sqlite, { type Database } from 'better-sqlite3';
import { BeachcombError } from '../domain/error.ts';
import { storeError } from './open-database.ts';

/**
 * Of two that start at the same moment each may see half of the other's lock: without waiting both would be refused.
 */
const TOGETHER_MS = 400;

/**
 * Takes the library for one indexer. The lock is the operating system's, held by SQLite on a file beside the
 * library, so it is gone the moment the process is, however it died.
 * @throws BeachcombError `library-busy` where another indexer is at work, `disk-full`, `library-unwritable`
 */
export function lockLibrary(library: string): { release(): void } {
  let db: Database | null = null;
  try {
    db = new Sqlite(`${library}.lock`, { timeout: TOGETHER_MS });
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    const known = storeError(error);
    if (!(known instanceof BeachcombError) || known.kind !== 'library-busy') throw known;
    throw new BeachcombError('library-busy', 'Another Beachcomb is indexing this library.', { cause: error });
  }
  return { release: () => db?.close() };
}
