import { existsSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { BeachcombError } from '../domain/error.ts';
import { preparePrivateFile } from '../platform/files/private-files.ts';
import { libraryVersion, migrate } from './migrate.ts';
import { openForReading } from './open-for-reading.ts';
import { switchToWriteAheadLog } from './switch-to-write-ahead-log.ts';

/** In ms: so long another program is waited for that has the library locked. */
const BUSY_MS = 10_000;

export type Access = 'read' | 'machine' | 'person';

declare const access: unique symbol;
/** A connection whose type shows its use: readers, the index writer and the writer of user data are not assignable to each other. */
export type Connection<A extends Access> = Database & { readonly [access]: A };

/** Maps an SQLite error code to a BeachcombError. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const options = { cause: error };
  const { message: detail } = error;
  if (error.code === 'SQLITE_IOERR_SHORT_READ' || /unsupported file format/.test(error.message))
    return damaged(detail, options);
  // No space for the shared-memory file.
  if (error.code.startsWith('SQLITE_FULL') || error.code === 'SQLITE_IOERR_SHMSIZE')
    return new BeachcombError('disk-full', 'The disk is full.', {
      ...options,
      reason: { code: 'disk-full' },
    });
  if (/^SQLITE_(READONLY|CANTOPEN|IOERR|PERM)/.test(error.code))
    return new BeachcombError(
      'library-unwritable',
      `The library cannot be written (${detail}). Nothing was changed.`,
      { ...options, reason: { code: 'library-unwritable', detail } },
    );
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED'))
    return new BeachcombError('library-busy', 'Another program is writing to the library.', {
      ...options,
      reason: { code: 'library-locked' },
    });
  if (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')
    return damaged(detail, options);
  return error;
}

const damaged = (detail: string, options: ErrorOptions): BeachcombError =>
  new BeachcombError('library-damaged', `The library file is damaged (${detail}).`, {
    ...options,
    reason: { code: 'library-damaged', detail },
  });

/**
 * Opens a library. Writers create and migrate it; readers need an existing, current library.
 * @throws BeachcombError `library-newer`, `library-damaged`, `library-busy`, `library-unwritable`, `not-found`.
 */
export function openDatabase<A extends Access>(path: string, mode: A): Connection<A> {
  let db: Database;
  try {
    if (mode !== 'read') preparePrivateFile(path);
    db = mode === 'read' ? openForReading(path) : new Sqlite(path, { timeout: BUSY_MS });
  } catch (error) {
    if (mode === 'read' && !existsSync(path))
      throw new BeachcombError('not-found', `There is no library at ${path}.`, {
        cause: error,
        reason: { code: 'library-missing', path },
      });
    throw storeError(error);
  }
  try {
    libraryVersion(db);
    if (mode !== 'read') {
      switchToWriteAheadLog(db, BUSY_MS);
      // Index data can be rebuilt after a power cut; user data cannot.
      db.pragma(`synchronous = ${mode === 'person' ? 'FULL' : 'NORMAL'}`);
      db.pragma('foreign_keys = ON');
      migrate(db);
    } else db.pragma('query_only = ON');
    // Readers keep in memory themselves what they need often.
    db.pragma(`cache_size = ${mode === 'machine' ? -16000 : -4000}`);
    return db as Connection<A>;
  } catch (error) {
    db.close();
    throw storeError(error);
  }
}
