import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { log } from '../platform/log/log.ts';

/** How the journal and this library stand to each other: kept in `settings`, changed with every write. */
const positionSchema = z.object({
  /** A name of this library, so that another one's journal is not taken for its own. */
  library: z.string(),
  /** Writes so far. */
  seq: z.int().nonnegative(),
  /** What the journal had when it began anew, bytes. */
  size: z.int().nonnegative(),
});
export type Position = z.infer<typeof positionSchema>;

/** Null for a library that never had a journal. */
export function positionOf(db: Database): Position | null {
  const value = db.prepare("SELECT value FROM settings WHERE key = 'journal'").pluck().get();
  if (typeof value !== 'string') return null;
  try {
    return positionSchema.safeParse(JSON.parse(value)).data ?? null;
  } catch (error) {
    log.warn('the position of the journal cannot be read', { error });
    return null;
  }
}

export function setPosition(db: Database, position: Position): void {
  db.prepare(
    `INSERT INTO settings (key, value) VALUES ('journal', ?)
     ON CONFLICT DO UPDATE SET value = excluded.value`,
  ).run(JSON.stringify(position));
}
