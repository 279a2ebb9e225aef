import type { Database, Statement } from 'better-sqlite3';

/** An SQL text that one connection has prepared. */
export type PreparedQuery = Statement<unknown[]>;

/** Prepared queries of one connection; each SQL text is prepared once. */
export class PreparedQueries {
  readonly #db: Database;
  readonly #known = new Map<string, PreparedQuery>();

  constructor(db: Database) {
    this.#db = db;
  }

  of(sql: string): PreparedQuery {
    let query = this.#known.get(sql);
    if (query === undefined) {
      query = this.#db.prepare<unknown[]>(sql);
      this.#known.set(sql, query);
    }
    return query;
  }

  /** Call after a table was replaced. */
  clear(): void {
    this.#known.clear();
  }
}
