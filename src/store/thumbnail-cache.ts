import { rmSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { BeachcombError } from '../domain/error.ts';
import { preparePrivateFile } from '../platform/files/private-files.ts';
import { log } from '../platform/log/log.ts';
import { storeError } from './open-database.ts';
import { openForReading } from './open-for-reading.ts';

/** Encoded thumbnails by content hash, in a file of their own beside the library: a cache that may be deleted. */
export class ThumbnailCache {
  readonly #db: Database;

  /** Replaces a damaged cache by an empty one. @throws BeachcombError as `openDatabase` */
  constructor(path: string, mode: 'read' | 'write') {
    try {
      this.#db = open(path, mode);
    } catch (error) {
      const known = storeError(error);
      if (!(known instanceof BeachcombError) || known.kind !== 'library-damaged') throw known;
      log.warn('the thumbnails are damaged and are made again', { error });
      for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
      this.#db = open(path, mode);
    }
  }

  /** Stores the thumbnails of a batch. @throws BeachcombError `disk-full`, `library-unwritable` */
  keep(batch: readonly { readonly hash: Uint8Array; readonly picture: Uint8Array }[]): void {
    if (batch.length === 0) return;
    try {
      const insert = this.#db.prepare(
        'INSERT INTO thumbnails (hash, picture) VALUES (?, ?) ON CONFLICT DO NOTHING',
      );
      this.#db.transaction(() => {
        for (const { hash, picture } of batch) insert.run(hash, picture);
      })();
    } catch (error) {
      throw storeError(error);
    }
  }

  get(hash: Uint8Array): Uint8Array | null {
    const row = this.#db.prepare('SELECT picture FROM thumbnails WHERE hash = ?').pluck().get(hash);
    return (row as Uint8Array | undefined) ?? null;
  }

  close(): void {
    this.#db.close();
  }
}

const TABLE = 'CREATE TABLE IF NOT EXISTS thumbnails (hash BLOB PRIMARY KEY, picture BLOB NOT NULL) STRICT';

function open(path: string, mode: 'read' | 'write'): Database {
  let db: Database | null = null;
  try {
    preparePrivateFile(path);
    db = new Sqlite(path, { timeout: 10_000 });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.exec(TABLE);
    if (isOld(db)) db.exec('ALTER TABLE thumbnails RENAME COLUMN webp TO picture');
    if (mode === 'read') db.pragma('query_only = ON');
    return db;
  } catch (error) {
    db?.close();
    const known = storeError(error);
    const isUnwritable = known instanceof BeachcombError && known.kind === 'library-unwritable';
    if (mode === 'write' || !isUnwritable) throw error;
    return readOnly(path);
  }
}

/** On a read-only disk: the existing cache, or none. */
function readOnly(path: string): Database {
  try {
    const db = openForReading(path);
    if (!isOld(db)) return db;
    db.close();
    return nothing();
  } catch (error) {
    log.warn('the thumbnails cannot be read', { error });
    return nothing();
  }
}

function nothing(): Database {
  const none = new Sqlite(':memory:');
  none.exec(TABLE);
  return none;
}

/** Older caches hold WebP only. */
const isOld = (db: Database): boolean =>
  (db.pragma('table_info(thumbnails)') as { name: string }[]).some(({ name }) => name === 'webp');

/** Path of the cache for the path of a library. */
export const thumbnailPath = (library: string): string => `${library}.thumbnails.sqlite`;
