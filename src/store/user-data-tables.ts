import type { Database } from 'better-sqlite3';
import { log } from '../platform/log/log.ts';

/** A row as the journal stores it: blobs in hex, other values unchanged. */
export type JournalRow = Readonly<Record<string, string | number | null>>;

/** One row that was inserted or updated, or (key only) deleted. */
export type RowChange =
  | readonly [table: string, row: JournalRow]
  | readonly [table: string, key: JournalRow, null];

interface Column {
  readonly name: string;
  readonly isBytes: boolean;
  readonly isKey: boolean;
}

/**
 * Tables of user data, each after the tables that its rows refer to, and whether each of its rows counts as a
 * statement; a photo in an album counts with its album. Recent searches are not journalled, because a user who clears
 * them wants no copy.
 */
export const USER_DATA_TABLES = {
  folders: { isStatement: false },
  exclusions: { isStatement: false },
  ignored_problems: { isStatement: false },
  missing_answers: { isStatement: false },
  settings: { isStatement: false },
  own_labels: { isStatement: true },
  corrections: { isStatement: true },
  favourites: { isStatement: true },
  albums: { isStatement: true },
  album_photos: { isStatement: false },
  saved_searches: { isStatement: true },
  declined_imports: { isStatement: false },
  photo_edits: { isStatement: true },
  memory_exclusions: { isStatement: true },
  people: { isStatement: true },
  face_statements: { isStatement: false },
  not_faces: { isStatement: true },
  different_faces: { isStatement: true },
  stamps: { isStatement: false },
} as const satisfies Readonly<Record<string, { readonly isStatement: boolean }>>;
export type UserDataTable = keyof typeof USER_DATA_TABLES;

const isStatement = (table: string): boolean =>
  Object.entries(USER_DATA_TABLES).some(([name, row]) => name === table && row.isStatement);
/** Written with the rows that they belong to (StatementStamps), so they are no changes of their own. */
const STAMPS = 'stamps';
/**
 * Settings that are counters of this program. `said` counts changes of user data: a key by an earlier name, which stays
 * because libraries have it.
 */
const COUNTERS = ['said', 'journal'];

/** The user data tables of one library, row by row, in the schema version of the library. */
export class UserDataTables {
  readonly #db: Database;
  readonly #columns = new Map<string, readonly Column[]>();

  constructor(db: Database) {
    this.#db = db;
    const columns = db.prepare('SELECT name, type, pk FROM pragma_table_info(?)');
    for (const table of Object.keys(USER_DATA_TABLES)) {
      const found = columns.all(table) as { name: string; type: string; pk: number }[];
      // Before schema version 7, ignored problems were named by numbers that only one library has.
      if (table === 'ignored_problems' && found.every(({ name }) => name !== 'path')) continue;
      if (found.length > 0)
        this.#columns.set(
          table,
          found.map(({ name, type, pk }) => ({ name, isBytes: type === 'BLOB', isKey: pk > 0 })),
        );
    }
  }

  /**
   * Calls back for every row that any SQL of this connection changes from now on, with its key from `which`.
   */
  watch(onChange: (change: RowChange, which: string) => void): void {
    this.#db.function('person_row', { varargs: true }, (table, isThere, ...cells) => {
      const columns = this.#columns.get(String(table)) ?? [];
      const row = toRow(columns, cells);
      if (table === 'settings' && COUNTERS.includes(String(row['key']))) return null;
      onChange(
        isThere === 1 ? [String(table), row] : [String(table), keyOf(columns, row), null],
        this.which(String(table), row),
      );
      return null;
    });
    for (const [table, columns] of this.#columns) {
      if (table === STAMPS) continue;
      const cells = (of: string): string => columns.map(({ name }) => `${of}."${name}"`).join();
      const put = `SELECT person_row('${table}', 1, ${cells('new')});`;
      const gone = `SELECT person_row('${table}', 0, ${cells('old')});`;
      this.#db.exec(`
        CREATE TEMP TRIGGER ${table}_put AFTER INSERT ON main.${table} BEGIN ${put} END;
        CREATE TEMP TRIGGER ${table}_changed AFTER UPDATE ON main.${table} BEGIN ${gone} ${put} END;
        CREATE TEMP TRIGGER ${table}_gone AFTER DELETE ON main.${table} BEGIN ${gone} END;`);
    }
  }

  /** Whether rows are stamped: since schema version 7. */
  haveStamps(): boolean {
    return this.#columns.has(STAMPS);
  }

  /** Table and primary key of a row as one text. */
  which(table: string, row: JournalRow): string {
    return `${table} ${JSON.stringify(keyOf(this.#columns.get(table) ?? [], row))}`;
  }

  /**
   * All rows.
   * @param onUnreadable called for each table of a damaged library that could not be read to its end
   */
  *rows(onUnreadable?: (table: string) => void): Generator<RowChange> {
    for (const [table, columns] of this.#columns) {
      const names = columns.map(({ name }) => `"${name}"`).join();
      const counters = COUNTERS.map((key) => `'${key}'`).join();
      const where = table === 'settings' ? `WHERE key NOT IN (${counters})` : '';
      try {
        const rows = this.#db.prepare(`SELECT ${names} FROM ${table} ${where}`).raw().iterate();
        for (const cells of rows) yield [table, toRow(columns, cells as unknown[])];
      } catch (error) {
        if (onUnreadable === undefined) throw error;
        log.warn('a table of a damaged library cannot be read', { detail: table, error });
        onUnreadable(table);
      }
    }
  }

  /** All rows of one table. */
  rowsOf(table: UserDataTable): JournalRow[] {
    const columns = this.#columns.get(table) ?? [];
    const names = columns.map(({ name }) => `"${name}"`).join();
    const rows = this.#db.prepare(`SELECT ${names} FROM ${table}`).raw().all() as unknown[][];
    return rows.map((cells) => toRow(columns, cells));
  }

  /** Applies a journalled change. @returns false if the row does not fit this library */
  apply([table, row, gone]: RowChange): boolean {
    const columns = this.#columns.get(table);
    // A row of an older schema version has fewer columns.
    const used = columns?.filter(({ name, isKey }) => isKey || (gone !== null && row[name] !== undefined));
    if (columns === undefined || used === undefined) return false;
    const cells = used.map(({ name, isBytes }) => {
      const cell = row[name];
      return isBytes && typeof cell === 'string' ? Buffer.from(cell, 'hex') : cell;
    });
    if (cells.includes(undefined)) return false;
    try {
      this.#db.prepare(gone === null ? removal(table, used) : upsert(table, used)).run(...cells);
      return true;
    } catch (error) {
      // A duplicate name or a missing album, because of unreadable lines in the journal.
      if (error instanceof Error && String(Object(error).code).startsWith('SQLITE_CONSTRAINT')) return false;
      throw error;
    }
  }

  clear(): void {
    for (const table of [...this.#columns.keys()].reverse())
      this.#db.exec(`DELETE FROM ${table} ${table === 'settings' ? "WHERE key NOT IN ('said')" : ''}`);
  }

  /** Number of folders and of statements. */
  count(): { readonly folders: number; readonly statements: number } {
    const of = (table: string): number =>
      this.#db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    const tables = [...this.#columns.keys()].filter(isStatement);
    return { folders: of('folders'), statements: tables.reduce((sum, table) => sum + of(table), 0) };
  }

  /** Highest id that each table ever assigned; ids are never reused. */
  numbers(): Record<string, number> {
    const rows = this.#db.prepare('SELECT name, seq FROM sqlite_sequence').all() as {
      name: string;
      seq: number;
    }[];
    return Object.fromEntries(
      rows.filter(({ name }) => this.#columns.has(name)).map(({ name, seq }) => [name, seq]),
    );
  }

  /** Reserves all ids up to these. */
  raiseNumbers(numbers: Readonly<Record<string, number>>): void {
    const known = this.#db.prepare('SELECT 1 FROM sqlite_sequence WHERE name = ?');
    const insert = this.#db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)');
    const raise = this.#db.prepare('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?');
    for (const [table, number] of Object.entries(numbers))
      if (!this.#columns.has(table)) continue;
      else if (known.get(table) === undefined) insert.run(table, number);
      else raise.run(number, table);
  }
}

const toRow = (columns: readonly Column[], cells: readonly unknown[]): JournalRow =>
  Object.fromEntries(
    columns.map(({ name }, i) => {
      const cell = cells[i];
      return [
        name,
        cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : (cell as string | number),
      ];
    }),
  );

const keyOf = (columns: readonly Column[], row: JournalRow): JournalRow =>
  Object.fromEntries(columns.flatMap(({ name, isKey }) => (isKey ? [[name, row[name] ?? null]] : [])));

const removal = (table: string, key: readonly Column[]): string =>
  `DELETE FROM ${table} WHERE ${key.map(({ name }) => `"${name}" = ?`).join(' AND ')}`;

function upsert(table: string, columns: readonly Column[]): string {
  const names = (of: readonly Column[]): string => of.map(({ name }) => `"${name}"`).join();
  const others = columns.filter(({ isKey }) => !isKey);
  const changes = others.map(({ name }) => `"${name}" = excluded."${name}"`).join();
  return `INSERT INTO ${table} (${names(columns)}) VALUES (${columns.map(() => '?').join()})
    ON CONFLICT (${names(columns.filter(({ isKey }) => isKey))})
    DO ${others.length === 0 ? 'NOTHING' : `UPDATE SET ${changes}`}`;
}
