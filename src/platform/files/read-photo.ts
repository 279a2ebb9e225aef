import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { joinPath } from '../../domain/path-bytes.ts';
import type { Problem, ProblemKind } from '../../domain/problem.ts';

const KIND_OF_CODE: Readonly<Record<string, ProblemKind>> = {
  ENOENT: 'vanished',
  ENOTDIR: 'vanished',
  ELOOP: 'vanished',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ENOMEM: 'no-memory',
  ERR_MEMORY_ALLOCATION_FAILED: 'no-memory',
};
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const REPLACED: Problem = { kind: 'vanished', detail: 'A link or a device is in the place of the file.' };

/**
 * Reads a whole photo, read-only. Never follows or waits for anything that replaced the file since the scan: a link, a
 * pipe, a device, or a directory in the path that leads out of the folder.
 * @param folder absolute path of the folder, which may itself be a link
 * @param file path relative to the folder
 * @param maxBytes a larger file gives the problem `too-large`
 */
export async function readPhoto(
  folder: Uint8Array,
  file: Uint8Array,
  maxBytes: number,
): Promise<Buffer | Problem> {
  const full = joinPath(folder, file);
  try {
    const opened = await open(full, FLAGS);
    try {
      const found = await opened.stat({ bigint: true });
      if (!found.isFile() || !(await liesInside(folder, full, found))) return REPLACED;
      if (found.size > maxBytes) return { kind: 'too-large', detail: `${found.size} bytes` };
      return await readWhole(opened, Number(found.size));
    } finally {
      await opened.close();
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const kind = /allocation failed/i.test(message) ? 'no-memory' : (KIND_OF_CODE[code] ?? 'read-error');
    return { kind, detail: code || message };
  }
}

/**
 * Reads the first `size` bytes of a file, or all of a file that became shorter, in one call if the system allows.
 * `readFile` of Node would query the size again and read half a megabyte at a time.
 */
async function readWhole(file: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(size);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(bytes, at, size - at);
    if (bytesRead === 0) return bytes.subarray(0, at);
    at += bytesRead;
  }
  return bytes;
}

/** Whether a photo is still a regular file at its path below the folder, not behind a link. */
export async function isStillThere(folder: Uint8Array, file: Uint8Array): Promise<boolean> {
  const full = joinPath(folder, file);
  const opened = await open(full, FLAGS).catch(() => null);
  if (opened === null) return false;
  try {
    const found = await opened.stat({ bigint: true });
    return found.isFile() && (await liesInside(folder, full, found));
  } catch {
    // Expected: it went away in between.
    return false;
  } finally {
    await opened.close();
  }
}

/**
 * Whether the opened file is the one at its real path, and that path is below the folder. Uses the open file handle, so
 * that the file cannot be swapped between check and read.
 * @param opened stat of the open file
 */
async function liesInside(folder: Uint8Array, full: Buffer, opened: BigIntStats): Promise<boolean> {
  const [root, place] = await Promise.all([
    realpath(Buffer.from(folder), 'buffer'),
    realpath(full, 'buffer'),
  ]);
  const separator = path.sep.charCodeAt(0);
  const prefix = root.at(-1) === separator ? root : Buffer.concat([root, Buffer.of(separator)]);
  if (!place.subarray(0, prefix.length).equals(prefix)) return false;
  const { dev, ino } = await stat(place, { bigint: true });
  return opened.dev === dev && opened.ino === ino;
}
