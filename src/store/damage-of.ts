import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { BeachcombError } from '../domain/error.ts';
import { damagedMarker } from './damaged-marker.ts';
import { differsFromJournal } from './differs-from-journal.ts';
import { journalPath } from './journal-path.ts';
import { LABELS_NEXT } from './labels-next.ts';
import { APPLICATION_ID, LIBRARY_VERSION, libraryVersion, migrate } from './migrate.ts';
import { storeError } from './open-database.ts';

/** In bytes. A library up to this size is checked page by page at every start of the window (some tenths of a second). */
const READ_THROUGH_BYTES = 64 << 20;
/**
 * SHA-256 of the shape of a library of this schema version, which a test compares with that of a new one: to make a new one
 * with all migrations takes a tenth of a search of a small library.
 */
export const LIBRARY_SHAPE = '5b1cd6f8c254f8dba345d9004303780522c905d2de65c85701d245c2be538a4e';
/** Higher than any schema version that Beachcomb will ever have. */
const NO_FORM = 1000;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Describes the damage of a library file; null if none is found.
 *
 * Header, schema and size are always checked. `quick_check` reads every page only if there is a reason: the last
 * program did not close the library, or the library is small. A million photos take several hundred megabytes and
 * seconds of reading, too long for every start; damage met by a reader is recorded for the next start. A library
 * that another program has open is not checked again.
 * @param careful true for the window; the command line skips the checks that take time
 * @throws BeachcombError if the file belongs to another program or a newer Beachcomb, or cannot be read (which is
 *   not damage)
 */
export function damageOf(library: string, careful: boolean): string | null {
  const size = sizeOf(library);
  const wasOpen = sizeOf(`${library}-wal`) > 0;
  // Created but never written to: it becomes a library.
  if (size === 0 && !wasOpen) return null;
  if (size > 0 && !startsAsDatabase(library)) {
    if (isForeignFile(library))
      throw new BeachcombError('library-damaged', 'This file is not a library. It was not changed.', {
        reason: { code: 'not-a-library' },
      });
    return 'The file does not begin like a database.';
  }
  const wasMet = damagedMarker(library).isThere();
  const readThrough = wasOpen || wasMet || (careful && size <= READ_THROUGH_BYTES);
  let db: Database | null = null;
  try {
    db = new Sqlite(library, { timeout: readThrough ? 0 : 10_000 });
    // Exclusive, because the file may be moved aside.
    if (readThrough) db.pragma('locking_mode = EXCLUSIVE');
    // Of one moment: another program may be making this library.
    const fault = db.transaction(faultOfHeader)(db);
    if (fault !== null) return fault;
    const bytes =
      Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
    // Read again: another program may have created or extended it meanwhile. Its log first, whose pages go to the file.
    const isLogged = sizeOf(`${library}-wal`) > 0;
    const now = sizeOf(library);
    if (!wasOpen && !isLogged && now < bytes) return `The file has ${now} of ${bytes} bytes.`;
    if (!readThrough) return null;
    // A reader met damage; the checks do not find every kind.
    if (wasMet) return 'Damage was found while the library was open.';
    db.pragma('cell_size_check = ON');
    const rows = db.prepare('PRAGMA quick_check(3)').pluck().all() as string[];
    const faults = rows.filter((row) => row !== 'ok');
    if (faults.length > 0) return faults.join(' ');
    if (differsFromJournal(db, library)) return 'Its user data differs from the journal.';
    return null;
  } catch (error) {
    // Our own error: the file belongs to another or newer program and stays where it is.
    if (error instanceof BeachcombError) throw error;
    const known = storeError(error);
    if (known instanceof BeachcombError && known.kind === 'library-damaged') return known.message;
    if (known instanceof BeachcombError && known.kind === 'library-busy' && readThrough) return null;
    // Any other error while reading the schema of a library.
    if (known instanceof Sqlite.SqliteError) return known.message;
    throw known;
  } finally {
    db?.close();
  }
}

const MAGIC = Buffer.from('SQLite format 3\0');

/** Also rejects a file format version that SQLite would open read-only. */
function startsAsDatabase(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(20);
    if (readSync(handle, start, 0, start.length, 0) < start.length) return false;
    const [write = 0, read = 0] = start.subarray(18);
    return start.subarray(0, 16).equals(MAGIC) && write === read && (read === 1 || read === 2);
  } finally {
    closeSync(handle);
  }
}

/**
 * Whether nothing shows that a file was ever a library: it begins like none and has no journal beside it. It may be a
 * photo or a text.
 */
export const isForeignFile = (file: string): boolean =>
  sizeOf(file) > 0 && !startsAsDatabase(file) && !existsSync(journalPath(file));

/** @throws BeachcombError if the library belongs to another or newer program */
function faultOfHeader(db: Database): string | null {
  const tables = db.prepare('SELECT name FROM sqlite_schema').pluck().all() as string[];
  const isOurs = ['folders', 'photos', 'settings'].every((table) => tables.includes(table));
  const application = db.pragma('application_id', { simple: true }) as number;
  const version = db.pragma('user_version', { simple: true }) as number;
  if (isOurs && application !== APPLICATION_ID) return 'Its header does not name the program that made it.';
  if (isOurs && (version < 1 || version >= NO_FORM)) return `${version} is not a valid schema version.`;
  if (!isOurs && tables.length > 0 && application === APPLICATION_ID && version <= LIBRARY_VERSION)
    return 'Tables are missing.';
  if (libraryVersion(db) === LIBRARY_VERSION) {
    const schema = schemaOf(db);
    if (schema === known) return null;
    if (!isOfLibrary(shapeOf(db))) return 'Its tables are not the tables of a library.';
    known = schema;
  }
  return null;
}

/** Statements of a schema whose shape was right, because naming every column takes longer than all other checks. */
let known: string | undefined;

const schemaOf = (db: Database): string =>
  JSON.stringify(db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').raw().all());

/**
 * Names of all schema objects and columns of all tables. SQLite does not verify these by itself. Labels that are being
 * derived again have a table of their own, which a process that ended meanwhile leaves behind.
 */
function shapeOf(db: Database): string {
  const rows = db.prepare(
    `SELECT s.type, s.name, s.tbl_name, c.name AS column, c.type AS kind, c."notnull", c.pk
     FROM sqlite_schema s LEFT JOIN pragma_table_info(s.name) c
     WHERE s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND s.tbl_name <> ?
     ORDER BY s.type, s.name, c.cid`,
  );
  return JSON.stringify(rows.raw().all(LABELS_NEXT));
}

/** SHA-256 of the shape of an empty library that was just made. */
export const hashOfNewShape = (): string => hashOf(shapeOfNew());
const hashOf = (shape: string): string => createHash('sha256').update(shape).digest('hex');

function shapeOfNew(): string {
  const db = new Sqlite(':memory:');
  try {
    migrate(db);
    return shapeOf(db);
  } finally {
    db.close();
  }
}

/** Compares with a new library only where the hash does not decide. */
const isOfLibrary = (shape: string): boolean => hashOf(shape) === LIBRARY_SHAPE || shape === shapeOfNew();
