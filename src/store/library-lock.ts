import Sqlite, { type Database } from 'better-sqlite3';
import { BeachcombError } from '../domain/error.ts';
import { preparePrivateFile } from '../platform/files/private-files.ts';
import { realFile } from '../platform/files/real-file.ts';
import { storeError } from './open-database.ts';

/**
 * In ms. Of two indexers that start at the same moment, each may see half of the other's lock: without a wait, both
 * would be refused.
 */
const TOGETHER_MS = 400;

/**
 * Locks the library for one indexer. It is a lock of the operating system, held by SQLite on a file beside the
 * real file of the library, so it ends with the process even after a crash.
 * @throws BeachcombError `library-busy` if another indexer runs, `disk-full`, `library-unwritable`
 */
export function lockLibrary(library: string): { release(): void } {
  let db: Database | null = null;
  try {
    const file = `${realFile(library)}.lock`;
    preparePrivateFile(file);
    db = new Sqlite(file, { timeout: TOGETHER_MS });
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    const known = storeError(error);
    if (!(known instanceof BeachcombError) || known.kind !== 'library-busy') throw known;
    throw new BeachcombError('library-busy', 'Another Beachcomb is indexing this library.', {
      cause: error,
      reason: { code: 'library-indexed' },
    });
  }
  return { release: () => db?.close() };
}
