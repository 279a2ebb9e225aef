import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Sqlite, { type Database } from 'better-sqlite3';

const CANNOT_WRITE = /^SQLITE_(CANTOPEN|READONLY|PERM)/;

/**
 * Opens a database for reading. In the mode that libraries have, SQLite writes a little beside the file even
 * then; on a disk that cannot be written it reads the file as it lies there, where it was closed well.
 * @throws SqliteError where there is none
 */
export function openForReading(path: string): Database {
  const options = { readonly: true, fileMustExist: true, timeout: 10_000 };
  const db = new Sqlite(path, options);
  try {
    db.pragma('schema_version');
    return db;
  } catch (error) {
    db.close();
    const isOpen = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
    if (isOpen || !(error instanceof Sqlite.SqliteError && CANNOT_WRITE.test(error.code))) throw error;
    return new Sqlite(`${pathToFileURL(path).href}?immutable=1`, options);
  }
}
