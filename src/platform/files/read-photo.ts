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
};
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const REPLACED: Problem = { kind: 'vanished', detail: 'A link or a device is in the place of the file.' };

/**
 * Reads a whole photo, for reading only. Nothing that took its place since the scan is followed or waited for:
 * no link, no pipe, no device, and no directory on the way to it that leads out of the folder.
 * @param folder the folder's absolute path, which may itself be a link
 * @param file the path below it
 * @param maxBytes a larger file is a problem, `too-large`
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
    return { kind: KIND_OF_CODE[code] ?? 'read-error', detail: code || message };
  }
}

/**
 * The first `size` bytes of a file, or all where it has become shorter. In one piece where the system gives it:
 * Node's own `readFile` asks for the size once more and reads half a megabyte at a time.
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

/** Whether a photo is still where it was found: a regular file below its folder, behind no link. */
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
 * Whether the file that was opened is the one at its real place, and that place is below the folder. Asked of the
 * open file, so that nothing can be exchanged between the question and the reading.
 * @param opened what the open file says of itself
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
