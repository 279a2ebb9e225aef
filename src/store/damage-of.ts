import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { BeachcombError } from '../domain/error.ts';
import { damagedMarker } from './damaged-marker.ts';
import { differsFromJournal } from './differs-from-journal.ts';
import { APPLICATION_ID, LIBRARY_VERSION, libraryVersion, migrate } from './migrate.ts';
import { storeError } from './open-database.ts';
import { journalPath } from './user-data-journal.ts';

/** Up to this size, a library is read through at every start of the window: some tenths of a second. */
const READ_THROUGH_BYTES = 64 << 20;
/** No Beachcomb will ever have a form as high as this. */
const NO_FORM = 1000;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/**
 * What is wrong with a library's file, in words; null where nothing is known to be.
 *
 * What costs nothing is looked at always: the header, the schema, the size. Every page is read through
 * (`quick_check`) where there is a reason: the last program that had the library open did not close it, or the
 * library is small. A million photos are some hundred megabytes, seconds of reading, for which nobody should
 * wait at every start; where a reader falls over damage meanwhile, the next start knows. A library that another program has open was looked at by that one.
 * @param careful for the window; the command line looks without a reason only at what costs nothing
 * @throws BeachcombError where the file is another program's, of a newer Beachcomb, or cannot be read: that is
 *   no damage
 */
export function damageOf(library: string, careful: boolean): string | null {
  const size = sizeOf(library);
  const wasOpen = sizeOf(`${library}-wal`) > 0;
  // A file that was made and never written to: it becomes a library.
  if (size === 0 && !wasOpen) return null;
  if (size > 0 && !startsAsDatabase(library)) {
    // Without a journal beside it nothing says that this ever was a library: a photo, a text, a system's file.
    if (!existsSync(journalPath(library)))
      throw new BeachcombError('library-damaged', 'This file is not a library. It was not touched.');
    return 'Its first bytes are not those of a database.';
  }
  const wasMet = damagedMarker(library).isThere();
  const readThrough = wasOpen || wasMet || (careful && size <= READ_THROUGH_BYTES);
  let db: Database | null = null;
  try {
    db = new Sqlite(library, { timeout: readThrough ? 0 : 10_000 });
    // Alone with it: nobody should open what may be put aside.
    if (readThrough) db.pragma('locking_mode = EXCLUSIVE');
    const fault = faultOfHeader(db);
    if (fault !== null) return fault;
    const bytes =
      Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
    // Asked again: another program may have made or grown it since.
    const now = sizeOf(library);
    if (!wasOpen && sizeOf(`${library}-wal`) === 0 && now < bytes)
      return `It ends after ${now} of ${bytes} bytes.`;
    if (!readThrough) return null;
    // Not every check finds what a reader fell over; that it did is enough.
    if (wasMet) return 'Damage was met while it was open.';
    db.pragma('cell_size_check = ON');
    const rows = db.prepare('PRAGMA quick_check(3)').pluck().all() as string[];
    const faults = rows.filter((row) => row !== 'ok');
    if (faults.length > 0) return faults.join(' ');
    if (differsFromJournal(db, library)) return 'What was said is not what its journal has.';
    return null;
  } catch (error) {
    // Said by us: of a newer program, of another one. It is theirs, and stays where it is.
    if (error instanceof BeachcombError) throw error;
    const known = storeError(error);
    if (known instanceof BeachcombError && known.kind === 'library-damaged') return known.message;
    if (known instanceof BeachcombError && known.kind === 'library-busy' && readThrough) return null;
    // Whatever else is wrong with reading the schema of a database that calls itself ours.
    if (known instanceof Sqlite.SqliteError) return known.message;
    throw known;
  } finally {
    db?.close();
  }
}

const MAGIC = Buffer.from('SQLite format 3\0');

/** Also what SQLite would take for a newer form of its own, which it only reads. */
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

/** @throws BeachcombError where the library is not ours to judge */
function faultOfHeader(db: Database): string | null {
  const tables = db.prepare('SELECT name FROM sqlite_schema').pluck().all() as string[];
  const isOurs = ['folders', 'photos', 'settings'].every((table) => tables.includes(table));
  const application = db.pragma('application_id', { simple: true }) as number;
  const version = db.pragma('user_version', { simple: true }) as number;
  if (isOurs && application !== APPLICATION_ID) return 'Its header does not say whose it is.';
  if (isOurs && (version < 1 || version >= NO_FORM)) return `There is no form ${version}.`;
  if (!isOurs && tables.length > 0 && application === APPLICATION_ID && version <= LIBRARY_VERSION)
    return 'Tables are missing.';
  if (libraryVersion(db) === LIBRARY_VERSION) {
    wanted ??= shapeOfNew();
    if (shapeOf(db) !== wanted) return 'Its tables are not those of a library.';
  }
  return null;
}

let wanted: string | undefined;

/** The names of everything in it and the columns of its tables: SQLite itself believes what the file says. */
function shapeOf(db: Database): string {
  const rows = db.prepare(
    `SELECT s.type, s.name, s.tbl_name, c.name AS column, c.type AS kind, c."notnull", c.pk
     FROM sqlite_schema s LEFT JOIN pragma_table_info(s.name) c WHERE s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
     ORDER BY s.type, s.name, c.cid`,
  );
  return JSON.stringify(rows.raw().all());
}

function shapeOfNew(): string {
  const db = new Sqlite(':memory:');
  try {
    migrate(db);
    return shapeOf(db);
  } finally {
    db.close();
  }
}
