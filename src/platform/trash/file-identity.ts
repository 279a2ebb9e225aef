import type { BigIntStats } from 'node:fs';
import { lstat } from 'node:fs/promises';

/** What distinguishes a file from another one at the same path. */
export interface FileIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
  /** Bytes. */
  readonly size: bigint;
  readonly mtimeNs: bigint;
}

export const identityOf = ({ dev, ino, size, mtimeNs }: BigIntStats): FileIdentity => ({
  dev,
  ino,
  size,
  mtimeNs,
});

export const isSameFile = (a: FileIdentity, b: FileIdentity): boolean =>
  a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;

/** The file itself, of a link the link; null if there is none. @throws Error of the file system */
export const identityAt = (file: Buffer): Promise<FileIdentity | null> =>
  lstat(file, { bigint: true }).then(identityOf, (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
