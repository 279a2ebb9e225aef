import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Recovery } from '../domain/recovery.ts';
import { diskFiles } from '../platform/files/durable-files.ts';
import { writePrivateFile } from '../platform/files/private-files.ts';
import { log } from '../platform/log/log.ts';
import { damageOf } from './damage-of.ts';
import { damagedMarker } from './damaged-marker.ts';
import { fileError } from './file-error.ts';
import { journalPath } from './journal-path.ts';
import { type Position, setPosition } from './journal-position.ts';
import { positionIn, takeOverFiles } from './library-files.ts';
import { emptyLibrary, entriesInto } from './library-history.ts';
import { lockRecovery } from './library-lock.ts';
import { LIBRARY_VERSION, migrate } from './migrate.ts';
import { storeError } from './open-database.ts';
import { setAside } from './set-aside.ts';
import { type JournalContent, UserDataJournal } from './user-data-journal.ts';
import { type RowChange, UserDataTables } from './user-data-tables.ts';

/**
 * Moves a damaged library aside and rebuilds it with its folders and user data from the journal; also if the file is
 * missing and the journal exists. The next index run fills in the predictions. Call before anything opens the library
 * for writing.
 * @param careful see `damageOf`
 * @param now ms since 1970
 * @returns null if the library is intact or never existed, or another program has just made it again
 * @throws BeachcombError as `damageOf`, and `library-busy` while another program makes it again for long, `disk-full`, `library-unwritable`
 */
export function recoverLibrary(library: string, careful: boolean, now: number): Recovery | null {
  try {
    takeOverFiles(library);
    if (lossOf(library, careful) === null) return null;
    const held = lockRecovery(library);
    try {
      // Another program may have made it again meanwhile.
      const loss = lossOf(library, careful);
      if (loss === null) return null;
      log.warn('a library is made again', { detail: loss.detail });
      return replace(library, loss.reason, now);
    } finally {
      held.release();
    }
  } catch (error) {
    throw storeError(fileError(error));
  }
}

/** Why a library has to be made again; null if it is intact or never existed. @throws BeachcombError as `damageOf` */
function lossOf(library: string, careful: boolean): (Pick<Recovery, 'reason'> & { detail: string }) | null {
  // The journal first: another program that makes this library just now makes its journal last.
  const hasJournal = new UserDataJournal(journalPath(library)).exists();
  if (!existsSync(library)) return hasJournal ? { reason: 'missing', detail: 'It is missing.' } : null;
  const detail = damageOf(library, careful);
  return detail === null ? null : { reason: 'damaged', detail };
}

/** Makes a library again, and keeps the damaged one. */
function replace(library: string, reason: Recovery['reason'], now: number): Recovery {
  const fresh = `${library}.new`;
  const made = rebuild(fresh, library, new UserDataJournal(journalPath(library)));
  // Move its log first: beside another library it would be replayed into that one.
  const at = new Date(now);
  for (const beside of [`${library}-wal`, `${library}-shm`])
    if (existsSync(beside)) setAside(beside, 'damaged', at);
  const keptAs = reason === 'damaged' ? path.basename(setAside(library, 'damaged', at)) : null;
  diskFiles.rename(fresh, library);
  diskFiles.syncFolder(path.dirname(library));
  damagedMarker(library).remove();
  return { at: now, reason, keptAs, ...made };
}

/** Builds a library from the journal, or without one from the readable rows of the damaged library. */
function rebuild(
  fresh: string,
  library: string,
  journal: UserDataJournal,
): Pick<Recovery, 'folders' | 'statements' | 'complete'> {
  for (const file of [fresh, `${fresh}-wal`, `${fresh}-shm`]) rmSync(file, { force: true });
  const content = journal.exists() ? journal.read(() => {}) : null;
  // The rows have the schema version that wrote them; the migrations update them.
  writePrivateFile(fresh, emptyLibrary(content?.header?.form ?? LIBRARY_VERSION));
  const db = new Sqlite(fresh, { fileMustExist: true });
  try {
    db.pragma('foreign_keys = ON');
    let complete = content !== null && hasAll(content, positionIn(library));
    db.transaction(() => {
      const tables = new UserDataTables(db);
      const apply = (change: RowChange): void => {
        if (!tables.apply(change)) complete = false;
      };
      if (!complete) complete = existsSync(library) && readDamaged(library, apply) && content === null;
      if (content === null) return;
      journal.read(
        entriesInto(db, () => {
          complete = false;
        }),
      );
      tables.raiseNumbers(content.header?.numbers ?? {});
      if (content.header === null) return;
      const { seq, hash, at } = content;
      setPosition(db, { library: content.header.library, seq, size: 0, hash, at });
    })();
    migrate(db);
    // Rows of an older library have none.
    for (const table of ['own_labels', 'albums'])
      db.exec(`UPDATE ${table} SET uid = id || '@' || at WHERE uid = ''`);
    const count = new UserDataTables(db).count();
    // Everything into the main file, because it will be renamed.
    db.pragma('journal_mode = DELETE');
    return { ...count, complete };
  } finally {
    db.close();
  }
}

/**
 * Whether a journal has everything that the damaged library had, as far as that can be read. Another encoding alone
 * loses nothing.
 */
function hasAll(content: JournalContent, damaged: Position | null): boolean {
  const { header, seq, unreadable, gaps, reordered, foreign } = content;
  const isBehind = damaged !== null && damaged.library === header?.library && damaged.seq > seq;
  return header !== null && !isBehind && unreadable + gaps + reordered + foreign === 0;
}

/** Applies every readable row of a damaged library. @returns whether all rows could be read */
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
