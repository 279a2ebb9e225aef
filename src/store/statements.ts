import type { Database, Statement } from 'better-sqlite3';

/** Prepared statements of one connection; each SQL text is prepared once. */
export class Statements {
  readonly #db: Database;
  readonly #known = new Map<string, Statement<unknown[]>>();

  constructor(db: Database) {
    this.#db = db;
  }

  of(sql: string): Statement<unknown[]> {
    let statement = this.#known.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare<unknown[]>(sql);
      this.#known.set(sql, statement);
    }
    return statement;
  }

  /** Call after a table was replaced. */
  clear(): void {
    this.#known.clear();
  }
}
