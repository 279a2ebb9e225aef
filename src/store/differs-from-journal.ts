import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { positionOf } from './journal-position.ts';
import { journalPath, UserDataJournal } from './user-data-journal.ts';
import { UserDataTables } from './user-data-tables.ts';

/** In bytes. Larger journals are not compared, because the comparison holds them in memory. */
const COMPARED_BYTES = 32 << 20;

/**
 * Whether the user data of a library differs from its journal. If so, a bit of the library was flipped where SQLite
 * cannot detect it; the lines of the journal have checksums.
 */
export function differsFromJournal(db: Database, library: string): boolean {
  const position = positionOf(db);
  const journal = new UserDataJournal(journalPath(library));
  if (position === null || !journal.exists() || statSync(journal.path).size > COMPARED_BYTES) return false;
  const tables = new UserDataTables(db);
  const written = new Map<string, string>();
  const { header, seq, unreadable } = journal.read(({ rows }) => {
    for (const [table, row, gone] of rows) {
      const key = tables.which(table, row);
      if (gone === null) written.delete(key);
      else written.set(key, JSON.stringify(row));
    }
  });
  if (header?.library !== position.library || seq !== position.seq || unreadable > 0) return false;
  for (const [table, row] of tables.rows()) {
    const key = tables.which(table, row);
    if (written.get(key) !== JSON.stringify(row)) return true;
    written.delete(key);
  }
  return written.size > 0;
}
