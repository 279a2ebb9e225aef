import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { diskFiles } from '../platform/files/durable-files.ts';
import { copyPrivateFile } from '../platform/files/private-files.ts';
import { log } from '../platform/log/log.ts';
import { journalPath } from './journal-path.ts';
import { type Position, positionOf } from './journal-position.ts';
import { openForReading } from './open-for-reading.ts';
import { thumbnailPath, thumbnailsBeside } from './thumbnail-path.ts';
import { UserDataJournal } from './user-data-journal.ts';

const EXTENSION = '.sqlite';

/**
 * Renames files that an earlier version put beside a library under its name without the extension, which another
 * library may share. What belongs to another library, or is open in another program, stays as it is.
 * @throws the error of the file system if the journal cannot be renamed
 */
export function takeOverFiles(library: string): void {
  takeOverThumbnails(library);
  if (!library.endsWith(EXTENSION)) return;
  const stem = library.slice(0, -EXTENSION.length);
  const journal = journalPath(stem);
  if (existsSync(journal) && !existsSync(journalPath(library)) && isOf(library, stem, journal))
    rename(journal, journalPath(library));
  if (!existsSync(stem)) moveThumbnails(thumbnailsBeside(stem), thumbnailPath(library));
}

/** Moves the thumbnails that an earlier version kept beside the user's own library into the cache folder. */
function takeOverThumbnails(library: string): void {
  const [beside, place] = [thumbnailsBeside(library), thumbnailPath(library)];
  if (beside !== place) moveThumbnails(beside, place);
}

/** Moves thumbnails unless there are others; those that cannot be moved stay, and are made again elsewhere. */
function moveThumbnails(from: string, to: string): void {
  if (!existsSync(from) || existsSync(to)) return;
  try {
    settle(from);
    move(from, to);
  } catch (error) {
    log.warn('the thumbnails of an earlier version cannot be moved', { error });
  }
}

/** Renames a file, or copies it to another disk. @throws Error of the file system; then nothing is at `to` */
function move(from: string, to: string): void {
  try {
    rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    copyPrivateFile(from, to);
    rmSync(from);
  }
}

function rename(from: string, to: string): void {
  diskFiles.rename(from, to);
  diskFiles.syncFolder(path.dirname(to));
}

/** Whether a journal is that of a library; of a damaged or missing one, if no other library has this name. */
function isOf(library: string, stem: string, journal: string): boolean {
  const { header } = new UserDataJournal(journal).read(() => {});
  const own = positionIn(library);
  return own === null ? !existsSync(stem) : header?.library === own.library;
}

/** Position of a library in its journal; null if the library is missing or damaged. */
export function positionIn(library: string): Position | null {
  if (!existsSync(library)) return null;
  try {
    const db = openForReading(library);
    try {
      return positionOf(db);
    } finally {
      db.close();
    }
  } catch (error) {
    log.warn('the position of a library cannot be read', { error });
    return null;
  }
}

/** Brings a database into one file. @throws SqliteError if another program has it open */
function settle(database: string): void {
  const db = new Sqlite(database, { timeout: 0, fileMustExist: true });
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}
