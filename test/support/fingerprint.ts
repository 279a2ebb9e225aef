import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Every file and directory below a folder with its bytes' hash, its mode and its time of change in nanoseconds. */
export function fingerprint(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'buffer' })
    .map((name) => {
      const file = Buffer.concat([Buffer.from(folder + path.sep), name]);
      const found = lstatSync(file, { bigint: true });
      const hash = found.isFile() ? createHash('sha256').update(readFileSync(file)).digest('hex') : '';
      return [name.toString('hex'), found.size, found.mtimeNs, found.mode, found.ino, hash].join(' ');
    })
    .sort();
}
