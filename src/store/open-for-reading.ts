import { readFileSync, statSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';

const CANNOT_WRITE = /^SQLITE_(CANTOPEN|READONLY|PERM)/;
/** Where the header says which forms of writing and reading the file has: 2 is that with a log beside it. */
const FORMS = [18, 19];

/**
 * Opens a database for reading. In the mode that libraries have, SQLite writes a little beside the file even
 * then; of one that was closed well on a disk that cannot be written, a copy in memory is read.
 * @throws SqliteError where there is none
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
