import { readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { appendPrivateFile, makePrivateFolder } from '../files/private-files.ts';
import { type LogRecord, readLogRecord } from './log-record.ts';

/** A file is put aside before it grows beyond this. Bytes. */
export const MOST_LOG_BYTES = 1024 * 1024;
/** The current file and those put aside before it: older ones are overwritten. */
export const MOST_LOG_FILES = 4;

/** Path of the current file (0), or of the n-th put aside before it. */
export const logFilePath = (folder: string, n = 0): string =>
  path.join(folder, n === 0 ? 'beachcomb.log' : `beachcomb.${n}.log`);

function rotate(folder: string): void {
  for (let n = MOST_LOG_FILES - 1; n > 0; n -= 1)
    try {
      renameSync(logFilePath(folder, n - 1), logFilePath(folder, n));
    } catch (error) {
      // Not so many were put aside yet, or another process did it at the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
}

/**
 * Appends one line to the current file, which only this user can read. Opens it again each time: several processes
 * (the window's and the command line's) write to one file, and any of them may put it aside. Synchronous: the last
 * line before a crash is on the disk.
 * @throws Error of the file system
 */
export function appendLogLine(folder: string, line: string): void {
  makePrivateFolder(folder);
  const file = logFilePath(folder);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0 && size + Buffer.byteLength(line) + 1 > MOST_LOG_BYTES) rotate(folder);
  appendPrivateFile(file, `${line}\n`);
}

/** The last records of the log, the oldest first; empty where there is no log. */
export function lastLogRecords(folder: string, most: number): LogRecord[] {
  const records: LogRecord[] = [];
  for (let n = 0; n < MOST_LOG_FILES && records.length < most; n += 1) {
    const file = logFilePath(folder, n);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) break;
    const lines = readFileSync(file, 'utf8').split('\n');
    const read = lines.map(readLogRecord).filter((record) => record !== null);
    records.unshift(...read);
  }
  return records.slice(-most);
}
