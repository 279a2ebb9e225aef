import { type Connection, storeError } from './open-database.ts';
import { PreparedQueries, type PreparedQuery } from './prepared-queries.ts';

/** What changed is remembered this far back; who is further behind reads everything again. */
const CHANGES_KEPT = 50_000;
/** Tables of names, and the column that holds them. */
const NAME_COLUMN = { label_keys: 'label', equipment: 'name', models: 'name' } as const;

/** The connection of the index writer: transactions, rows of names, and the log of changes that readers follow. */
export class IndexTransactions {
  readonly #db: Connection<'machine'>;
  readonly #queries: PreparedQueries;
  readonly #rows = new Map<string, number>();

  constructor(db: Connection<'machine'>) {
    this.#db = db;
    this.#queries = new PreparedQueries(db);
  }

  sql(sql: string): PreparedQuery {
    return this.#queries.of(sql);
  }

  /** One transaction: all of it or nothing. */
  write<T>(work: () => T): T {
    try {
      return this.#db.transaction(work).immediate();
    } catch (error) {
      // Some of these rows may have been rolled back.
      this.#rows.clear();
      throw storeError(error);
    }
  }

  /** Runs SQL that is not worth keeping prepared. */
  exec(sql: string): void {
    this.#db.exec(sql);
  }

  /** From now on, until `erase`, the file may hold bytes of deleted rows that must not stay. */
  noteUnerased(): void {
    this.sql("INSERT INTO meta (key, value) VALUES ('unerased', '1') ON CONFLICT DO NOTHING").run();
  }

  /** Rewrites the file without the bytes of deleted rows, and empties the write-ahead log. Continues after a crash. */
  erase(): void {
    if (this.meta('unerased') === null) return;
    try {
      this.#db.exec('VACUUM');
      const [log] = this.#db.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
      // A reader holds on to the log: the next run tries again.
      if (log?.busy === 0) this.sql("DELETE FROM meta WHERE key = 'unerased'").run();
    } catch (error) {
      throw storeError(error);
    }
  }

  /** After a table was replaced. */
  clearQueries(): void {
    this.#queries.clear();
  }

  /** The row of a name that is asked for with many photos: looked up, or added, once. */
  rowOf(table: keyof typeof NAME_COLUMN, name: string): number {
    const key = `${table} ${name}`;
    let row = this.#rows.get(key);
    if (row === undefined) {
      const column = NAME_COLUMN[table];
      this.sql(`INSERT INTO ${table} (${column}) VALUES (?) ON CONFLICT DO NOTHING`).run(name);
      row = this.sql(`SELECT id FROM ${table} WHERE ${column} = ?`).pluck().get(name) as number;
      this.#rows.set(key, row);
    }
    return row;
  }

  /** Adds one to the library's revision: what a search could find has changed. */
  bumpRevision(): void {
    this.sql(
      `INSERT INTO meta (key, value) VALUES ('revision', '1')
       ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`,
    ).run();
  }

  /** All labels were made again: whoever keeps them in memory reads them all. */
  bumpLabels(): void {
    this.sql(
      `INSERT INTO meta (key, value) VALUES ('labels', '1')
       ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`,
    ).run();
  }

  /** Drops the oldest changes from the log. */
  forgetOldChanges(): void {
    this.sql('DELETE FROM changes WHERE seq <= (SELECT max(seq) FROM changes) - ?').run(CHANGES_KEPT);
  }

  meta(key: string): string | null {
    return (this.sql('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined) ?? null;
  }
}
