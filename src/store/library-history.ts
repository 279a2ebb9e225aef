import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import { type History, parentOf, type Statement } from './join-histories.ts';
import type { JournalEntry } from './journal-line.ts';
import { LIBRARY_VERSION, migrate } from './migrate.ts';
import {
  COMMON_OWN,
  hasIdentity,
  hasReference,
  IDENTITY,
  Identities,
  REFERENCE,
  StatementStamps,
  subjectOf,
} from './statement-stamps.ts';
import type { UserDataJournal } from './user-data-journal.ts';
import { type JournalRow, UserDataTables } from './user-data-tables.ts';

/** Tables whose names may exist only once. */
const NAMED: ReadonlySet<string> = new Set(['own_labels', 'albums', 'people']);

/** The statements of a library of the current schema version. */
export function historyOf(db: Database): History {
  const identities = new Identities(db);
  const stamps = new Map(
    (db.prepare('SELECT subject, at, branch, gone FROM stamps').all() as StampRow[]).map((row) => [
      row.subject,
      row,
    ]),
  );
  const history = new Map<string, Statement>();
  for (const [table, row] of new UserDataTables(db).rows()) {
    const parts = table === 'stamps' ? null : identities.partsOf(table, row);
    if (parts === null) continue;
    const subject = subjectOf(table, parts);
    // What an older program wrote has no stamp, but most of it has a time.
    const { at, branch } = stamps.get(subject) ?? {
      at: Number(row['at'] ?? row['added_at'] ?? 0),
      branch: '',
    };
    const id = hasIdentity(table) ? Number(row['id']) : null;
    history.set(subject, { table, parts, row: commonRow(table, row, parts), id, at, branch });
  }
  for (const { subject, at, branch, gone } of stamps.values()) {
    if (gone === 0 || history.has(subject)) continue;
    const space = subject.indexOf(' ');
    const parts = JSON.parse(subject.slice(space + 1)) as string[];
    history.set(subject, { table: subject.slice(0, space), parts, row: null, id: null, at, branch });
  }
  return history;
}

interface StampRow {
  readonly subject: string;
  readonly at: number;
  readonly branch: string;
  readonly gone: number;
}

/** A row without the numbers of its library. */
function commonRow(table: string, row: JournalRow, parts: readonly string[]): JournalRow {
  const without = hasIdentity(table) ? 'id' : hasReference(table) ? REFERENCE[table].column : null;
  const common = Object.fromEntries(Object.entries(row).filter(([column]) => column !== without));
  return table === 'corrections' ? { ...common, label: parts[1] ?? '' } : common;
}

/** The statements of a journal of any schema version, and the highest numbers of its rows. */
export function historyOfJournal(journal: UserDataJournal): {
  readonly history: History;
  readonly numbers: Readonly<Record<string, number>>;
} {
  const { header } = journal.read(() => {});
  const bytes = emptyLibrary(header?.form ?? LIBRARY_VERSION);
  const db = new Sqlite(bytes);
  try {
    db.pragma('foreign_keys = ON');
    const apply = entriesInto(db);
    db.transaction(() => journal.read(apply))();
    migrate(db);
    return { history: historyOf(db), numbers: header?.numbers ?? {} };
  } finally {
    db.close();
  }
}

const empty = new Map<number, Buffer>();

/** Bytes of a library of a schema version without rows. */
export function emptyLibrary(version: number): Buffer {
  let bytes = empty.get(version);
  if (bytes === undefined) {
    const db = new Sqlite(':memory:');
    migrate(db, version);
    bytes = db.serialize();
    db.close();
    empty.set(version, bytes);
  }
  return bytes;
}

/**
 * Applies the entries of a journal to a library in the schema version of the journal.
 * @returns a function for `UserDataJournal.read`
 * @param onMisfit called for each row that does not fit
 */
export function entriesInto(db: Database, onMisfit: () => void = () => {}): (entry: JournalEntry) => void {
  const tables = new UserDataTables(db);
  const stamps = tables.haveStamps() ? new StatementStamps(db) : null;
  return ({ rows, at, branch }) => {
    const stamp = at === undefined || branch === undefined ? null : { at, branch };
    const applied = stamps === null || stamp === null ? rows : stamps.newest(rows, stamp);
    for (const change of applied) if (!tables.apply(change)) onMisfit();
    if (stamp === null) stamps?.learn(rows);
    else stamps?.note(applied, stamp);
  };
}

/**
 * Changes the user data of a library to what a history states. Rows that are right already stay as they are.
 * @param withStamps whether the stamps of the history are taken too; otherwise the changes are new statements
 */
export function becomeHistory(db: Database, wanted: History, withStamps: boolean): void {
  const current = historyOf(db);
  const tables = new UserDataTables(db);
  const isSame = (subject: string, row: JournalRow | null): boolean =>
    JSON.stringify(current.get(subject)?.row ?? null) === JSON.stringify(row);
  const ids = numbersFor(wanted, current, tables.numbers());
  for (const [subject, statement] of [...current].reverse())
    if (statement.row !== null && (wanted.get(subject)?.row ?? null) === null)
      tables.apply([statement.table, localRow(statement, statement.row, current, ids), null]);
  const names = uniqueNames(wanted);
  const puts = [...wanted.values()].filter((statement) => statement.row !== null);
  // Old names make room first: two labels may have exchanged theirs.
  for (const statement of puts) {
    const subject = subjectOf(statement.table, statement.parts);
    if (!NAMED.has(statement.table) || isSame(subject, statement.row) || !current.get(subject)?.row) continue;
    db.prepare(`UPDATE ${statement.table} SET name_key = uid || char(0) WHERE id = ?`).run(ids.get(subject));
  }
  for (const statement of inTableOrder(puts)) {
    const subject = subjectOf(statement.table, statement.parts);
    const row = { ...statement.row, ...names.get(subject) };
    if (!isSame(subject, row)) tables.apply([statement.table, localRow(statement, row, wanted, ids)]);
  }
  if (!withStamps) return;
  for (const [subject, { at, branch, row }] of wanted)
    tables.apply(['stamps', { subject, at, branch, gone: row === null ? 1 : 0 }]);
}

/** Number of each folder, label and album in this library. */
function numbersFor(
  wanted: History,
  current: History,
  highest: Readonly<Record<string, number>>,
): Map<string, number> {
  const ids = new Map<string, number>();
  const last = new Map(Object.entries(highest));
  for (const [subject, { id }] of current) if (id !== null) ids.set(subject, id);
  const others = [...wanted].filter(
    ([subject, { id, row }]) => id !== null && row !== null && !ids.has(subject),
  );
  // A number is never used twice: one that this library has passed is not used again.
  for (const [subject, { table, id }] of others.sort(([, a], [, b]) => (a.id ?? 0) - (b.id ?? 0))) {
    const own = Math.max(id ?? 0, (last.get(table) ?? 0) + 1);
    ids.set(subject, own);
    last.set(table, own);
  }
  return ids;
}

/** A row, or the key of a removed one, with the numbers of this library. */
function localRow(
  statement: Statement,
  row: JournalRow,
  history: History,
  ids: ReadonlyMap<string, number>,
): JournalRow {
  const { table, parts } = statement;
  const parent = parentOf(statement);
  const number = parent === null ? null : (ids.get(parent) ?? history.get(parent)?.id ?? null);
  if (hasIdentity(table)) return { ...row, id: ids.get(subjectOf(table, parts)) ?? null };
  if (hasReference(table)) return { ...row, [REFERENCE[table].column]: number };
  if (table !== 'corrections' || !String(row['label']).startsWith(COMMON_OWN)) return row;
  return { ...row, label: number === null ? (parts[1] ?? '') : `own:${number}` };
}

/** Names of labels and albums that have to differ: the older one keeps a name that two have. */
function uniqueNames(wanted: History): Map<string, JournalRow> {
  const changed = new Map<string, JournalRow>();
  for (const table of NAMED) {
    const all = [...wanted].filter((one) => one[1].table === table && one[1].row !== null);
    all.sort(
      ([, a], [, b]) =>
        Number(a.row?.['at'] ?? 0) - Number(b.row?.['at'] ?? 0) ||
        (String(a.parts) < String(b.parts) ? -1 : 1),
    );
    const taken = new Set<unknown>();
    for (const [subject, { row }] of all) {
      const [name, key] = [String(row?.['name']), String(row?.['name_key'])];
      let suffix = '';
      for (let n = 2; taken.has(key + suffix); n += 1) suffix = ` (${n})`;
      taken.add(key + suffix);
      if (suffix !== '') changed.set(subject, { name: name + suffix, name_key: key + suffix });
    }
  }
  return changed;
}

const ORDER = [...Object.keys(IDENTITY), ...Object.keys(REFERENCE)];
const inTableOrder = (statements: readonly Statement[]): Statement[] =>
  statements.toSorted((a, b) => rankOf(a.table) - rankOf(b.table));
const rankOf = (table: string): number => (ORDER.includes(table) ? ORDER.indexOf(table) : ORDER.length);
