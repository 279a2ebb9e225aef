import {
  closeSync,
  existsSync,
  fchmodSync,
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

/** Bytes where a path need not be valid text. */
export type FilePath = string | Buffer;

/** An open file. Offsets and sizes are in bytes. */
export interface DurableFile {
  size(): number;
  /** @returns number of bytes read; 0 at the end of the file */
  read(into: Uint8Array, from: number): number;
  /** Writes all bytes. */
  write(bytes: Uint8Array, at: number): void;
  truncate(size: number): void;
  /** @param mode permissions, as of `chmod` */
  changeMode(mode: number): void;
  /** Returns when the content is on the disk. */
  sync(): void;
  close(): void;
}

/**
 * The file operations under everything that must survive a power cut. Content is on the disk after `sync` of the file;
 * a new, renamed or removed name is on the disk after `syncFolder`. Errors are those of the file system.
 */
export interface DurableFiles {
  /**
   * `change`: an existing file; `new`: created, or emptied if it exists, for this user only; `shared`: created with the
   * permissions of the umask, for a place that the user chose; fails if it exists.
   */
  open(path: FilePath, mode: 'read' | 'change' | 'new' | 'shared'): DurableFile;
  exists(path: FilePath): boolean;
  rename(from: FilePath, to: FilePath): void;
  /** Nothing happens if there is no such file. */
  remove(path: FilePath): void;
  syncFolder(folder: FilePath): void;
}

const FLAGS = { read: 'r', change: 'r+', shared: 'wx+' } as const;

/** The files of the computer. */
export const diskFiles: DurableFiles = {
  open(path, mode) {
    const file = mode === 'new' ? openPrivateFile(path, 'w+') : openSync(path, FLAGS[mode]);
    return {
      size: () => fstatSync(file).size,
      read: (into, from) => readSync(file, into, 0, into.length, from),
      write(bytes, at) {
        for (let done = 0; done < bytes.length; )
          done += writeSync(file, bytes, done, bytes.length - done, at + done);
      },
      truncate: (size) => ftruncateSync(file, size),
      changeMode: (permissions) => fchmodSync(file, permissions),
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
