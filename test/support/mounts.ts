import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';

const run = (program: string, ...words: string[]): boolean => spawnSync(program, words).status === 0;

/** Whether this machine lets the tests mount: as root on Linux, outside of most containers. */
export const CAN_MOUNT: boolean = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const at = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-mount-'));
  const can = run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at) && run('umount', at);
  rmSync(at, { recursive: true, force: true });
  return can;
})();

function mounted(at: string, ...words: string[]): void {
  mkdirSync(at, { recursive: true });
  if (!run('mount', ...words, at)) throw new Error(`mount ${words.join(' ')} ${at} did not work.`);
  // In the opposite order of the folders below, which are made before.
  onTestFinished(() => void run('umount', '-l', at));
}

/** A disk of so many bytes at `at`, gone when the test has finished. */
export const mountSmallDisk = (at: string, bytes: number): void =>
  mounted(at, '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs');

/** Shows the folder `from` at `at` as well, where it may only be read if so wanted. */
export function mountFolder(from: string, at: string, how: 'write' | 'read' = 'write'): void {
  mounted(at, '--bind', from);
  if (how === 'read' && !run('mount', '-o', 'remount,ro,bind', at))
    throw new Error(`${at} could not be made read-only.`);
}

/** Takes a disk away under whoever has it open, as a cable that is pulled. */
export function unmount(at: string): void {
  if (!run('umount', '-l', at)) throw new Error(`${at} could not be taken away.`);
}

/** Fills a disk to its last byte. @returns frees it again */
export function fillDisk(at: string): () => void {
  const file = path.join(at, 'ballast');
  for (const size of [1 << 16, 4096, 512, 1])
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // full, to this size
    }
  return () => rmSync(file);
}
