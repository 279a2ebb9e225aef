import { readFileSync, statSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';

const CANNOT_WRITE = /^SQLITE_(CANTOPEN|READONLY|PERM)/;
/** Offsets of the write and read format versions in the header; 2 is WAL. */
const FORMS = [18, 19];

/**
 * Opens a database for reading. In WAL mode, SQLite writes beside the file even for readers; on a read-only disk, a
 * cleanly closed database is read from a copy in memory.
 * @throws SqliteError if there is no such database
 */
export function openForReading(path: string): Database {
  const db = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    db.pragma('schema_version');
    return db;
  } catch (error) {
    db.close();
    const isOpen = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
    if (isOpen || !(error instanceof Sqlite.SqliteError && CANNOT_WRITE.test(error.code))) throw error;
    const bytes = readFileSync(path);
    for (const at of FORMS) bytes[at] = 1;
    return new Sqlite(bytes, { readonly: true });
  }
}
