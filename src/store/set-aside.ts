import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';

/**
 * Renames a file so that nothing of it is lost, for example to `library.damaged-2026-11-24T12.30.05.sqlite`.
 * @returns the new path
 */
export function setAside(file: string, why: string, now: Date): string {
  const { dir, name, ext } = path.parse(file);
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '.');
  for (let n = 1; ; n += 1) {
    const aside = path.join(dir, `${name}.${why}-${stamp}${n === 1 ? '' : `-${n}`}${ext}`);
    if (existsSync(aside)) continue;
    renameSync(file, aside);
    return aside;
  }
}
