import type { Database } from 'better-sqlite3';
import type { PreparedQuery } from './prepared-queries.ts';
import type { JournalRow, RowChange, UserDataTable } from './user-data-tables.ts';

/** When something was last written, and by which branch. */
export interface Stamp {
  /** ms since 1970 */
  readonly at: number;
  readonly branch: string;
}

/** Whether a stamp is later than another; of two at the same time, the branch decides. */
export const isLater = (a: Stamp, b: Stamp): boolean => a.at > b.at || (a.at === b.at && a.branch > b.branch);

/** Tables whose rows have a number of this library alone, and the column that is the same in every copy. */
export const IDENTITY = { folders: 'path', own_labels: 'uid', albums: 'uid', people: 'uid' } as const;
/** A column that refers to such a row. */
export const REFERENCE = {
  exclusions: { column: 'folder_id', to: 'folders' },
  ignored_problems: { column: 'folder_id', to: 'folders' },
  missing_answers: { column: 'folder_id', to: 'folders' },
  album_photos: { column: 'album_id', to: 'albums' },
  face_statements: { column: 'person_id', to: 'people' },
} as const;
type Parent = keyof typeof IDENTITY;
/** What this library alone reports to its user. */
const LOCAL_SETTINGS: readonly unknown[] = ['recovery', 'histories', 'said', 'journal'];
/** Key of a custom label in a correction, in this library and in every copy. */
const OWN = 'own:';
export const COMMON_OWN = 'own#';

export const hasIdentity = (table: string): table is Parent => Object.hasOwn(IDENTITY, table);
export const hasReference = (table: string): table is keyof typeof REFERENCE =>
  Object.hasOwn(REFERENCE, table);

/** Columns that identify a row, apart from its identity and its reference. */
const KEYS = {
  exclusions: ['path'],
  ignored_problems: ['path'],
  missing_answers: ['since'],
  settings: ['key'],
  corrections: ['hash', 'label'],
  favourites: ['hash'],
  album_photos: ['hash'],
  saved_searches: ['text'],
  declined_imports: ['hash', 'what'],
  photo_edits: ['hash', 'field'],
  memory_exclusions: ['kind', 'value'],
  face_statements: ['hash', 'box'],
  not_faces: ['hash', 'box'],
  different_faces: ['hash', 'box', 'other_hash', 'other_box'],
} as const satisfies Record<Exclude<UserDataTable, Parent | 'stamps'>, readonly string[]>;
const hasKeys = (table: string): table is keyof typeof KEYS => Object.hasOwn(KEYS, table);

/** Table and key of a row as one text that is the same in every copy of the library. */
export const subjectOf = (table: string, parts: readonly string[]): string =>
  `${table} ${JSON.stringify(parts)}`;

/** The numbers of folders, custom labels and albums of one library, and what they are called in every copy. */
export class Identities {
  readonly #db: Database;
  readonly #names = new Map<string, string>();

  constructor(db: Database) {
    this.#db = db;
    this.reload();
  }

  reload(): void {
    for (const [table, column] of Object.entries(IDENTITY)) {
      const rows = this.#db.prepare(`SELECT id, ${column} AS name FROM ${table}`).all() as {
        id: number;
        name: string | Buffer;
      }[];
      for (const { id, name } of rows)
        this.set(table, id, typeof name === 'string' ? name : name.toString('hex'));
    }
  }

  set(table: string, id: unknown, name: unknown): void {
    if (name !== undefined && name !== null) this.#names.set(`${table} ${id}`, String(name));
  }

  /** An unknown number is of a row that could not be read: it has a name that no other row has. */
  name(table: Parent, id: unknown): string {
    return this.#names.get(`${table} ${id}`) ?? `?${id}`;
  }

  /** Parts of the subject of a row or key; null for a row that is of this library alone. */
  partsOf(table: string, row: JournalRow): string[] | null {
    if (hasIdentity(table)) return [this.name(table, row['id'])];
    if (table === 'settings' && LOCAL_SETTINGS.includes(row['key'])) return null;
    if (!hasKeys(table)) return null;
    const parts = KEYS[table].map((key) => String(row[key]));
    if (hasReference(table)) {
      const { column, to } = REFERENCE[table];
      return [this.name(to, row[column]), ...parts];
    }
    if (table === 'corrections') {
      const label = String(row['label']);
      const uid = label.startsWith(OWN)
        ? this.#names.get(`own_labels ${label.slice(OWN.length)}`)
        : undefined;
      if (uid !== undefined) return [String(row['hash']), COMMON_OWN + uid];
    }
    return parts;
  }
}

/** Stamps of all rows of user data, also of removed ones. */
export class StatementStamps {
  readonly #identities: Identities;
  readonly #put: PreparedQuery;
  readonly #get: PreparedQuery;

  /** @param db a library of the current schema version */
  constructor(db: Database) {
    this.#identities = new Identities(db);
    this.#put = db.prepare(
      `INSERT INTO stamps (subject, at, branch, gone) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET at = excluded.at, branch = excluded.branch, gone = excluded.gone`,
    );
    this.#get = db.prepare('SELECT at, branch FROM stamps WHERE subject = ?');
  }

  /** Call before a transaction, because another process may have written. */
  reload(): void {
    this.#identities.reload();
  }

  /** Takes note of the identities of rows that will be applied without a stamp. */
  learn(changes: readonly RowChange[]): void {
    for (const change of changes) this.#subjectOf(change);
  }

  /** Of these changes, those that are not older than what is there. */
  newest(changes: readonly RowChange[], stamp: Stamp): RowChange[] {
    return changes.filter((change) => {
      const subject = this.#subjectOf(change);
      const there = subject === null ? undefined : (this.#get.get(subject) as Stamp | undefined);
      return there === undefined || !isLater(there, stamp);
    });
  }

  /** Stamps changed rows. */
  note(changes: readonly RowChange[], { at, branch }: Stamp): void {
    for (const change of changes) {
      const subject = this.#subjectOf(change);
      if (subject !== null) this.#put.run(subject, at, branch, change[2] === null ? 1 : 0);
    }
  }

  #subjectOf([table, row, gone]: RowChange): string | null {
    if (hasIdentity(table) && gone !== null) this.#identities.set(table, row['id'], row[IDENTITY[table]]);
    const parts = this.#identities.partsOf(table, row);
    return parts === null ? null : subjectOf(table, parts);
  }
}
