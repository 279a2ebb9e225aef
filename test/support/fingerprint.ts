import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';

/**
 * Every file and directory below a folder, by the bytes of its path: its size, its time of change in
 * nanoseconds, its mode, its inode and the hash of what is in it.
 */
export function fingerprint(folder: string): string[] {
  const lines: string[] = [];
  const look = (directory: Buffer): void => {
    for (const name of readdirSync(directory, { encoding: 'buffer' })) {
      const file = Buffer.concat([directory, Buffer.from('/'), name]);
      const found = lstatSync(file, { bigint: true });
      const hash = found.isFile() ? createHash('sha256').update(readFileSync(file)).digest('hex') : '';
      lines.push([file.toString('hex'), found.size, found.mtimeNs, found.mode, found.ino, hash].join(' '));
      if (found.isDirectory()) look(file);
    }
  };
  look(Buffer.from(folder));
  return lines.sort();
}
