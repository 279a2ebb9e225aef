import {
  appendFileSync,
  chmodSync,
  closeSync,
  copyFileSync,
  fchmodSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { threadId } from 'node:worker_threads';
import { log } from '../log/log.ts';

/**
 * Every file and folder that Beachcomb makes for itself is made here: readable by this user only, whatever the umask.
 * What a person exports or copies to a place of their own choosing follows the umask instead, and so do files of the
 * program (the second engine). Windows has no such modes: there the folder of the user profile protects them.
 */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** Permissions of the group and of all others. */
const OTHERS = 0o077;

const isOwn = ({ uid }: Stats): boolean => process.getuid === undefined || uid === process.getuid();

/** Makes a folder and the missing ones above it. An existing folder keeps its mode. @throws Error of the file system */
export function makePrivateFolder(folder: string): void {
  // A umask can only take permissions away, also those of the owner.
  if (makeMissing(path.resolve(folder))) chmodSync(folder, FOLDER_MODE);
}

/**
 * Makes a folder and those above it. The `recursive` of Node tries for ever where the system makes no folder in one
 * that is there (/proc, an automounter).
 * @returns false if it is there already
 */
function makeMissing(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: FOLDER_MODE });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true)
      return false;
    const above = path.dirname(folder);
    if (code !== 'ENOENT' || above === folder || !makeMissing(above)) throw error;
    mkdirSync(folder, { mode: FOLDER_MODE });
    return true;
  }
}

/** The same for a folder that is Beachcomb's alone: an existing one is mended. @throws Error of the file system */
export function makeOwnFolder(folder: string): void {
  makePrivateFolder(folder);
  mend(folder, FOLDER_MODE);
}

/**
 * Opens a file for writing, made if missing. An existing one is mended.
 * @param flags as of `openSync`
 * @returns file descriptor
 * @throws Error of the file system
 */
export function openPrivateFile(file: string | Buffer, flags: 'w' | 'w+' | 'wx' | 'wx+' | 'a'): number {
  const opened = openSync(file, flags, FILE_MODE);
  try {
    const found = fstatSync(opened);
    if (process.platform !== 'win32' && isOwn(found) && (found.mode & 0o777) !== FILE_MODE)
      fchmodSync(opened, FILE_MODE);
    return opened;
  } catch (error) {
    closeSync(opened);
    throw error;
  }
}

/** The same for bytes that come one after another. @throws Error of the file system */
export const openPrivateHandle = (file: string, flags: 'wx' | 'a+'): Promise<FileHandle> =>
  open(file, flags, FILE_MODE);

/** Writes all bytes at the current place. @throws Error of the file system */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
}

/** Replaces a small file as a whole: a crash leaves the old one or the new one. @throws Error of the file system */
export function writePrivateFile(file: string, content: string | Uint8Array): void {
  // Of this thread alone: two that write at once must not write into one file.
  const fresh = `${file}.${process.pid}-${threadId}.new`;
  try {
    const opened = openPrivateFile(fresh, 'w');
    try {
      writeFileSync(opened, content);
    } finally {
      closeSync(opened);
    }
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** Copies a file, which becomes private. What was at `to` is replaced as a whole. @throws Error of the file system */
export function copyPrivateFile(from: string, to: string): void {
  const fresh = `${to}.new`;
  try {
    copyFileSync(from, fresh);
    chmodSync(fresh, FILE_MODE);
    renameSync(fresh, to);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** Appends to a file, made if missing. @throws Error of the file system */
export function appendPrivateFile(file: string, content: string): void {
  const opened = openPrivateFile(file, 'a');
  try {
    appendFileSync(opened, content);
  } finally {
    closeSync(opened);
  }
}

/**
 * Prepares a file for a library that opens it by its path (SQLite): an empty one is made if it is missing, so that the
 * files that SQLite makes beside it have its mode. An existing one stays as it is: it may be somebody else's. Whatever keeps it from being made is left to that library to report.
 */
export function preparePrivateFile(file: string): void {
  try {
    closeSync(openPrivateFile(file, 'wx'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      log.debug('a private file cannot be made', { error });
  }
}

/** Takes existing files away from the group and all others; a missing one is passed over. Never follows a link. */
export function mendPrivateFiles(files: readonly string[]): void {
  for (const file of files) mend(file, FILE_MODE);
}

/** Narrows the mode of what this user owns. On a disk that refuses it nothing changes, which is logged. */
function mend(place: string, mode: number): void {
  if (process.platform === 'win32') return;
  try {
    const found = lstatSync(place, { throwIfNoEntry: false });
    if (found === undefined || !isOwn(found) || (found.mode & OTHERS) === 0) return;
    if (mode === FILE_MODE ? !found.isFile() : !found.isDirectory()) return;
    chmodSync(place, found.mode & mode);
    log.info('others could read a file of Beachcomb, which is mended', { detail: path.basename(place) });
  } catch (error) {
    log.warn('others may read a file of Beachcomb', { error });
  }
}
