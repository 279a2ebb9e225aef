import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import process from 'node:process';
import { openPrivateFile } from './private-files.ts';

/** An open file. Offsets and sizes are in bytes. */
export interface DurableFile {
  size(): number;
  /** @returns number of bytes read; 0 at the end of the file */
  read(into: Uint8Array, from: number): number;
  /** Writes all bytes. */
  write(bytes: Uint8Array, at: number): void;
  truncate(size: number): void;
  /** Returns when the content is on the disk. */
  sync(): void;
  close(): void;
}

/**
 * The file operations under everything that must survive a power cut. Content is on the disk after `sync` of the file;
 * a new, renamed or removed name is on the disk after `syncFolder`. Errors are those of the file system.
 */
export interface DurableFiles {
  /** `change`: an existing file; `new`: created, or emptied if it exists. */
  open(path: string, mode: 'read' | 'change' | 'new'): DurableFile;
  exists(path: string): boolean;
  rename(from: string, to: string): void;
  /** Nothing happens if there is no such file. */
  remove(path: string): void;
  syncFolder(folder: string): void;
}

/** The files of the computer. */
export const diskFiles: DurableFiles = {
  open(path, mode) {
    const file = mode === 'new' ? openPrivateFile(path, 'w+') : openSync(path, mode === 'read' ? 'r' : 'r+');
    return {
      size: () => fstatSync(file).size,
      read: (into, from) => readSync(file, into, 0, into.length, from),
      write(bytes, at) {
        for (let done = 0; done < bytes.length; )
          done += writeSync(file, bytes, done, bytes.length - done, at + done);
      },
      truncate: (size) => ftruncateSync(file, size),
      sync: () => fdatasyncSync(file),
      close: () => closeSync(file),
    };
  },
  exists: existsSync,
  rename: renameSync,
  remove: (path) => rmSync(path, { force: true }),
  syncFolder(folder) {
    // Windows neither has nor needs this call.
    if (process.platform === 'win32') return;
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  },
};
