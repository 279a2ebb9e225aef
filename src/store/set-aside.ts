import path from 'node:path';
import { type DurableFiles, diskFiles } from '../platform/files/durable-files.ts';

/** A free path beside a file, for example `library.damaged-2026-11-24T12.30.05.sqlite`. */
export function asidePath(file: string, why: string, now: Date, files: DurableFiles = diskFiles): string {
  const { dir, name, ext } = path.parse(file);
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '.');
  for (let n = 1; ; n += 1) {
    const aside = path.join(dir, `${name}.${why}-${stamp}${n === 1 ? '' : `-${n}`}${ext}`);
    if (!files.exists(aside)) return aside;
  }
}

/**
 * Renames a file so that nothing of it is lost.
 * @returns the new path
 */
export function setAside(file: string, why: string, now: Date, files: DurableFiles = diskFiles): string {
  const aside = asidePath(file, why, now, files);
  files.rename(file, aside);
  files.syncFolder(path.dirname(aside));
  return aside;
}
