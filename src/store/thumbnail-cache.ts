import Sqlite, { type Database } from 'better-sqlite3';

/** Thumbnails by content hash, encoded pictures, in a file of their own beside the library: a cache that may be deleted. */
export class ThumbnailCache {
  readonly #db: Database;

  constructor(path: string, mode: 'read' | 'write') {
    this.#db = new Sqlite(path, { timeout: 10_000 });
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = NORMAL');
    this.#db.exec(
      'CREATE TABLE IF NOT EXISTS thumbnails (hash BLOB PRIMARY KEY, picture BLOB NOT NULL) STRICT',
    );
    // All were WebP once.
    const columns = this.#db.pragma('table_info(thumbnails)') as { name: string }[];
    if (columns.some(({ name }) => name === 'webp'))
      this.#db.exec('ALTER TABLE thumbnails RENAME COLUMN webp TO picture');
    if (mode === 'read') this.#db.pragma('query_only = ON');
  }

  /** Keeps the thumbnails of a batch. */
  keep(batch: readonly { readonly hash: Uint8Array; readonly picture: Uint8Array }[]): void {
    if (batch.length === 0) return;
    const insert = this.#db.prepare(
      'INSERT INTO thumbnails (hash, picture) VALUES (?, ?) ON CONFLICT DO NOTHING',
    );
    this.#db.transaction(() => {
      for (const { hash, picture } of batch) insert.run(hash, picture);
    })();
  }

  get(hash: Uint8Array): Uint8Array | null {
    const row = this.#db.prepare('SELECT picture FROM thumbnails WHERE hash = ?').pluck().get(hash);
    return (row as Uint8Array | undefined) ?? null;
  }

  close(): void {
    this.#db.close();
  }
}

/** The cache's path for a library's path. */
export const thumbnailPath = (library: string): string =>
  library.replace(/(\.sqlite)?$/, '.thumbnails.sqlite');
