import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

/**
 * The environment for a process that shall find a folder as slow as a network drive: see slow-disk.c.
 * @param root a folder for what has to be built
 * @param seconds how long each opening and each reading waits for its answer
 * @returns null where it cannot be built: it takes Linux and a C compiler
 */
export function slowDisk(
  folder: string,
  root: string,
  seconds: number,
  bytesPerSecond: number,
): Readonly<Record<string, string>> | null {
  const library = path.join(root, 'slow-disk.so');
  const source = path.join(import.meta.dirname, 'slow-disk.c');
  const built =
    process.platform === 'linux' &&
    spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source]).status === 0;
  return built
    ? {
        LD_PRELOAD: library,
        SLOW_FOLDER: folder,
        SLOW_SECONDS: String(seconds),
        SLOW_BYTES_PER_SECOND: String(bytesPerSecond),
      }
    : null;
}
