import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { positionOf } from './journal-position.ts';
import { journalPath, UserDataJournal } from './user-data-journal.ts';
import { UserDataTables } from './user-data-tables.ts';

/** A journal is compared up to this size: it has to fit into memory. */
const COMPARED_BYTES = 32 << 20;

/**
 * Whether a library has other rows of what the person said than its journal, which both should have: then one
 * bit of the library's was flipped in a place where SQLite cannot see it. The journal's lines have checksums.
 */
export function differsFromJournal(db: Database, library: string): boolean {
  const position = positionOf(db);
  const journal = new UserDataJournal(journalPath(library));
  if (position === null || !journal.exists() || statSync(journal.path).size > COMPARED_BYTES) return false;
  const tables = new UserDataTables(db);
  const said = new Map<string, string>();
  const { header, seq, unreadable } = journal.read(({ rows }) => {
    for (const [table, row, gone] of rows) {
      const key = tables.which(table, row);
      if (gone === null) said.delete(key);
      else said.set(key, JSON.stringify(row));
    }
  });
  if (header?.library !== position.library || seq !== position.seq || unreadable > 0) return false;
  for (const [table, row] of tables.rows()) {
    const key = tables.which(table, row);
    if (said.get(key) !== JSON.stringify(row)) return true;
    said.delete(key);
  }
  return said.size > 0;
}
