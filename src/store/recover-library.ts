import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Recovery } from '../domain/recovery.ts';
import { log } from '../platform/log/log.ts';
import { damageOf } from './damage-of.ts';
import { damagedMarker } from './damaged-marker.ts';
import { fileError } from './file-error.ts';
import { setPosition } from './journal-position.ts';
import { LIBRARY_VERSION, migrate } from './migrate.ts';
import { storeError } from './open-database.ts';
import { setAside } from './set-aside.ts';
import { journalPath, UserDataJournal } from './user-data-journal.ts';
import { type RowChange, UserDataTables } from './user-data-tables.ts';

/**
 * Puts a damaged library aside and makes a new one with the folders and all that the person said, from the
 * journal; also where the file is gone and the journal is there. What the network saw comes again with the
 * next index. To be called before anything opens the library for writing.
 * @param careful see `damageOf`
 * @param now ms since 1970
 * @returns null where the library is whole, or there never was one
 * @throws BeachcombError as `damageOf`, and `disk-full`, `library-unwritable`
 */
export function recoverLibrary(library: string, careful: boolean, now: number): Recovery | null {
  try {
    const isThere = existsSync(library);
    const journal = new UserDataJournal(journalPath(library));
    const damage = isThere ? damageOf(library, careful) : null;
    if (isThere ? damage === null : !journal.exists()) return null;
    if (damage !== null) log.warn('a library is damaged and is made again', { detail: damage });
    const fresh = `${library}.new`;
    const made = makeAnew(fresh, library, journal);
    // Its log first: behind another library it would be taken for that one's.
    const at = new Date(now);
    for (const beside of [`${library}-wal`, `${library}-shm`])
      if (existsSync(beside)) setAside(beside, 'damaged', at);
    const keptAs = isThere ? path.basename(setAside(library, 'damaged', at)) : null;
    renameSync(fresh, library);
    damagedMarker(library).remove();
    return { at: now, reason: isThere ? 'damaged' : 'missing', keptAs, ...made };
  } catch (error) {
    throw storeError(fileError(error));
  }
}

/** Makes a library of what the journal has; of what can be read in the damaged one where there is no journal. */
function makeAnew(
  fresh: string,
  library: string,
  journal: UserDataJournal,
): Pick<Recovery, 'folders' | 'statements' | 'complete'> {
  for (const file of [fresh, `${fresh}-wal`, `${fresh}-shm`]) rmSync(file, { force: true });
  const content = journal.exists() ? journal.read(() => {}) : null;
  const db = new Sqlite(fresh);
  try {
    db.pragma('foreign_keys = ON');
    // The rows are those of the form that wrote them; the migrations bring them to today's.
    migrate(db, content?.header?.form ?? LIBRARY_VERSION);
    let complete = content?.header !== null && content?.header !== undefined && content.unreadable === 0;
    db.transaction(() => {
      const tables = new UserDataTables(db);
      const apply = (change: RowChange): void => {
        if (!tables.apply(change)) complete = false;
      };
      if (!complete) complete = readDamaged(library, apply) && content === null;
      if (content === null) return;
      journal.read(({ rows }) => rows.forEach(apply));
      tables.raiseNumbers(content.header?.numbers ?? {});
      if (content.header === null) return;
      setPosition(db, { library: content.header.library, seq: content.seq, size: 0 });
    })();
    migrate(db);
    const count = new UserDataTables(db).count();
    // Not in its log: it is going to be renamed.
    db.pragma('journal_mode = DELETE');
    return { ...count, complete };
  } finally {
    db.close();
  }
}

/** What can still be read in a damaged library. @returns whether that is all of it */
function readDamaged(library: string, apply: (change: RowChange) => void): boolean {
  let complete = true;
  let db: Database | null = null;
  try {
    db = new Sqlite(library, { readonly: true, fileMustExist: true });
    for (const change of new UserDataTables(db).rows(() => {
      complete = false;
    }))
      apply(change);
  } catch (error) {
    log.warn('a damaged library cannot be read to its end', { error });
    complete = false;
  } finally {
    db?.close();
  }
  return complete;
}
