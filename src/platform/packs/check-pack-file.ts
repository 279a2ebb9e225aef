import { createReadStream, type Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { ErrorReason } from '../../domain/error-reason.ts';
import type { PackFile } from '../../domain/pack.ts';
import { sha256Of } from '../files/sha256-of.ts';
import { log } from '../log/log.ts';

/**
 * Checks a file of a pack against its manifest: there, a file and not a link, of the listed size and content. It is not
 * held in memory.
 * @returns what is wrong, null if nothing is
 * @throws Error of the file system
 */
export async function checkPackFile(folder: string, file: PackFile): Promise<ErrorReason | null> {
  const { path: name, bytes, sha256 } = file;
  const segments = name.split('/');
  for (const [at] of segments.entries()) {
    const found = await statOf(path.join(folder, ...segments.slice(0, at + 1)));
    if (found === null) return { code: 'pack-file-missing', file: name };
    const isLast = at === segments.length - 1;
    if (!(isLast ? found.isFile() : found.isDirectory())) return { code: 'pack-file-not-plain', file: name };
    // A file that is too long need not be read.
    if (isLast && found.size !== bytes) return { code: 'pack-file-changed', file: name };
  }
  const hash = await sha256Of(createReadStream(path.join(folder, ...segments)));
  return hash === sha256 ? null : { code: 'pack-file-changed', file: name };
}

/** Null if there is nothing. Links are not followed. */
async function statOf(place: string): Promise<Stats | null> {
  try {
    return await lstat(place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    log.warn('a file of a pack is missing', { error });
    return null;
  }
}
