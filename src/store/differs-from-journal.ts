import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { journalPath } from './journal-path.ts';
import { positionOf } from './journal-position.ts';
import { LIBRARY_VERSION } from './migrate.ts';
import { isWhole, UserDataJournal } from './user-data-journal.ts';
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
  const content = journal.read(({ rows }) => {
    for (const [table, row, gone] of rows) {
      if (table === 'stamps') continue;
      const key = tables.which(table, row);
      if (gone === null) written.delete(key);
      else written.set(key, JSON.stringify(row));
    }
  });
  // A journal of another history shows nothing about this library; JournalReunion joins the two.
  if (content.header?.library !== position.library || content.seq !== position.seq) return false;
  if (!isWhole(content) || content.header.form !== LIBRARY_VERSION) return false;
  if (position.hash !== null && content.hash !== position.hash) return false;
  for (const [table, row] of tables.rows()) {
    // Written with its row, not a line of its own.
    if (table === 'stamps') continue;
    const key = tables.which(table, row);
    if (written.get(key) !== JSON.stringify(row)) return true;
    written.delete(key);
  }
  return written.size > 0;
}
