import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { log } from '../platform/log/log.ts';

/** Position of this library in its journal: kept in `settings`, updated with every write. */
const positionSchema = z.object({
  /** Id of this library, so that the journal of another library is not used for it. */
  library: z.string(),
  /** Number of writes so far. */
  seq: z.int().nonnegative(),
  /** Size of the journal when it was last rewritten, in bytes. */
  size: z.int().nonnegative(),
  /** Hash of the last line of the journal; null where the first format was read. */
  hash: z.string().nullable().default(null),
  /** Time of the last write, ms since 1970. */
  at: z.int().nonnegative().default(0),
});
export type Position = z.infer<typeof positionSchema>;

/** Null for a library without a journal. */
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
