import Sqlite, { type Database } from 'better-sqlite3';

/** In ms. */
const PAUSE_MS = 10;

const isBusy = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');

/**
 * Switches a database to a write-ahead log. Of two programs that switch a new one at the same moment, SQLite refuses
 * one at once, whatever its timeout (it has read the file and wants to write, which could be a deadlock): it waits
 * here.
 * @throws SqliteError if another program has it locked for longer than that
 */
export function switchToWriteAheadLog(db: Database, withinMs: number): void {
  for (const start = performance.now(); ; ) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() - start > withinMs) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
