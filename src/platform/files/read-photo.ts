import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { joinPath } from '../../domain/path-bytes.ts';
import type { Problem, ProblemKind } from '../../domain/problem.ts';
import { storedDetail } from '../../domain/problem-detail.ts';
import { isBelow } from './link-target.ts';

const KIND_OF_CODE: Readonly<Record<string, ProblemKind>> = {
  ENOENT: 'vanished',
  ENOTDIR: 'vanished',
  ELOOP: 'vanished',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
};
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const REPLACED: Problem = { kind: 'vanished', detail: storedDetail({ code: 'replaced' }) };

/**
 * Reads a whole photo, read-only. Never follows or waits for anything that replaced the file since the scan: a link or a
 * directory in the path that leads out of the folder, a pipe, a device.
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
    const opened = await openInside(folder, full);
    if (opened === null) return REPLACED;
    try {
      const found = await opened.stat({ bigint: true });
      if (!found.isFile() || !(await liesInside(folder, full, found))) return REPLACED;
      if (found.size > maxBytes)
        return {
          kind: 'too-large',
          detail: storedDetail({ code: 'bytes-above-limit', bytes: Number(found.size), limit: maxBytes }),
        };
      return await readWhole(opened, Number(found.size));
    } finally {
      await opened.close();
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return { kind: KIND_OF_CODE[code] ?? 'read-error', detail: code || message };
  }
}

/** A part of a photo's file. */
interface PhotoPart {
  /** Empty behind the end. */
  readonly bytes: Buffer;
  /** Of the whole file. */
  readonly size: number;
  /** Another one after every change of the file. */
  readonly version: string;
}

/**
 * Reads a part of a photo as `readPhoto` reads all of it. No file stays open between two parts.
 * @param maxBytes most bytes to read
 */
export async function readPhotoPart(
  folder: Uint8Array,
  file: Uint8Array,
  from: number,
  maxBytes: number,
): Promise<PhotoPart | Problem> {
  const full = joinPath(folder, file);
  try {
    const opened = await open(full, FLAGS);
    try {
      const found = await opened.stat({ bigint: true });
      if (!found.isFile() || !(await liesInside(folder, full, found))) return REPLACED;
      const size = Number(found.size);
      const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(maxBytes, size - from)));
      let at = 0;
      while (at < bytes.length) {
        const { bytesRead } = await opened.read(bytes, at, bytes.length - at, from + at);
        if (bytesRead === 0) break;
        at += bytesRead;
      }
      const version = [found.dev, found.ino, found.mtimeNs, found.ctimeNs, found.size]
        .map((number) => number.toString(36))
        .join('-');
      return { bytes: bytes.subarray(0, at), size, version };
    } finally {
      await opened.close();
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return { kind: KIND_OF_CODE[code] ?? 'read-error', detail: code || message };
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

/**
 * Opens a file; where a link is in its place, the target of the link, unless it lies outside the folder: null. Without
 * that, a link to a device would open the device.
 */
async function openInside(folder: Uint8Array, full: Buffer): Promise<FileHandle | null> {
  try {
    return await open(full, FLAGS);
  } catch (error) {
    // What O_NOFOLLOW does at a link.
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error;
  }
  const [root, place] = await Promise.all([
    realpath(Buffer.from(folder), 'buffer'),
    realpath(full, 'buffer'),
  ]);
  return isBelow(place, root) ? open(place, FLAGS) : null;
}

/** Whether a photo is still a regular file at its path below the folder, not behind a link that leads out of it. */
export async function isStillThere(folder: Uint8Array, file: Uint8Array): Promise<boolean> {
  const full = joinPath(folder, file);
  const opened = await openInside(folder, full).catch(() => null);
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
  if (!isBelow(place, root)) return false;
  const { dev, ino } = await stat(place, { bigint: true });
  return opened.dev === dev && opened.ino === ino;
}
