import { type BigIntStats, constants, readlinkSync } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { joinPath, shownName } from '../../domain/path-bytes.ts';
import type { Problem, ProblemKind } from '../../domain/problem.ts';
import { storedDetail } from '../../domain/problem-detail.ts';
import { log } from '../log/log.ts';
import { type CallPlace, fileCalls } from './file-calls.ts';
import { FILM_HEAD_BYTES, filmSample, isFilmHead, isNamedAsPicture } from './film-sample.ts';
import { isBelow } from './link-target.ts';
import { StalledError } from './stalled-error.ts';

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
const REPLACED: Problem = { kind: 'vanished', detail: storedDetail({ code: 'replaced' }) };

/** In bytes: so much is read in one step. */
const STEP_BYTES = 16 << 20;

/**
 * Reads a whole photo, read-only; of a film its sample, see film-sample.ts. Never follows or waits for anything that
 * replaced the file since the scan: a link or a directory in the path that leads out of the folder, a pipe, a device.
 * @param folder absolute path of the folder, which may itself be a link
 * @param file path relative to the folder
 * @param maxBytes a larger file gives the problem `too-large`
 */
export const readPhoto = (
  folder: Uint8Array,
  file: Uint8Array,
  maxBytes: number,
): Promise<Buffer | Problem> =>
  withOpened(folder, file, async (opened, found, step): Promise<Buffer | Problem> => {
    const size = Number(found.size);
    const read = (from: number, length: number): Promise<Buffer> =>
      readFrom(opened, from, Math.max(0, Math.min(length, size - from)), step);
    // What has the name of a picture is one most often: it is read at once, and only then taken for a film.
    const isLikelyFilm = size > maxBytes || size > STEP_BYTES || !isNamedAsPicture(shownName(file));
    if (isLikelyFilm && isFilmHead(await read(0, FILM_HEAD_BYTES))) return filmSample(read, size);
    if (size <= maxBytes) {
      const bytes = await readFrom(opened, 0, size, step);
      return !isLikelyFilm && isFilmHead(bytes) ? filmSample(read, size) : bytes;
    }
    const detail = storedDetail({ code: 'bytes-above-limit', bytes: size, limit: maxBytes });
    return { kind: 'too-large', detail };
  });

/**
 * Opens a file as `readPhoto` does, and works with the number that the system gave it, which is valid until the work
 * ends.
 */
export const withPhotoOpen = <T>(
  folder: Uint8Array,
  file: Uint8Array,
  work: (descriptor: number, size: number) => Promise<T>,
): Promise<T | Problem> => withOpened(folder, file, (opened, { size }) => work(opened.fd, Number(size)));

/** Runs one call on a file within its limit. */
type Step = <T>(call: () => Promise<T>, on?: 'file' | 'bytes') => Promise<T>;

const directoryOf = (file: Uint8Array): Uint8Array => file.subarray(0, Math.max(0, file.lastIndexOf(0x2f)));
const placeOf = (folder: Uint8Array, file: Uint8Array): CallPlace => ({
  root: folder,
  directory: directoryOf(file),
  file,
  on: 'file',
});

/** Reads the first byte of a file, to find out whether its drive answers; without the limit of `FileCalls`. */
export async function readFirstByte(folder: Uint8Array, file: Uint8Array): Promise<void> {
  const opened = await openInside(folder, joinPath(folder, file));
  await opened?.read(Buffer.alloc(1), 0, 1, 0).finally(() => opened.close());
}

/** Opens a photo's file if it is still the one that was scanned, works with it and closes it. */
async function withOpened<T>(
  folder: Uint8Array,
  file: Uint8Array,
  work: (opened: FileHandle, found: BigIntStats, step: Step) => Promise<T>,
): Promise<T | Problem> {
  const full = joinPath(folder, file);
  const place = placeOf(folder, file);
  const step: Step = (call, on = 'file') => fileCalls.run({ ...place, on }, call);
  try {
    const opened = await opening(folder, full, step);
    if (opened === null) return REPLACED;
    return await closing(opened, step, async () => {
      const found = await step(() => opened.stat({ bigint: true }));
      if (!found.isFile()) return REPLACED;
      const isInside =
        (await isOpenBelow(opened.fd, folder, step)) || (await step(() => liesInside(folder, full, found)));
      return isInside ? work(opened, found, step) : REPLACED;
    });
  } catch (error) {
    return problemOf(error);
  }
}

/** Opens a file; one that is opened after all, when nobody waits any more, is closed again. */
async function opening(folder: Uint8Array, full: Buffer, step: Step): Promise<FileHandle | null> {
  let isLate = false;
  try {
    return await step(async () => {
      const opened = await openInside(folder, full);
      if (isLate) await opened?.close();
      return opened;
    });
  } catch (error) {
    isLate = true;
    throw error;
  }
}

/** Does something with an open file and closes it; after a read that does not end, closing would wait for it. */
async function closing<T>(opened: FileHandle, step: Step, work: () => Promise<T>): Promise<T> {
  let isStalled = false;
  try {
    return await work();
  } catch (error) {
    isStalled = error instanceof StalledError;
    throw error;
  } finally {
    // It closes when the read returns, if it ever does.
    if (isStalled) opened.close().catch((error: unknown) => log.debug('a file cannot be closed', { error }));
    else await step(() => opened.close());
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof StalledError)
    return {
      kind: 'not-responding',
      detail: storedDetail({ code: 'no-answer', seconds: error.seconds }),
    };
  const { code = '', message } = error as NodeJS.ErrnoException;
  const kind = /allocation failed/i.test(message) ? 'no-memory' : (KIND_OF_CODE[code] ?? 'read-error');
  return { kind, detail: code || message };
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
export const readPhotoPart = (
  folder: Uint8Array,
  file: Uint8Array,
  from: number,
  maxBytes: number,
): Promise<PhotoPart | Problem> =>
  withOpened(folder, file, async (opened, found, step) => {
    const size = Number(found.size);
    const bytes = await readFrom(opened, from, Math.max(0, Math.min(maxBytes, size - from)), step);
    const version = [found.dev, found.ino, found.mtimeNs, found.ctimeNs, found.size]
      .map((number) => number.toString(36))
      .join('-');
    return { bytes, size, version };
  });

/**
 * Reads `length` bytes of a file, or fewer of a file that became shorter, in one call if the system allows, or 16 MB at a
 * time. `readFile` of Node would query the size again and read half a megabyte at a time.
 */
async function readFrom(file: FileHandle, from: number, length: number, step: Step): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let at = 0; at < length; ) {
    const size = Math.min(STEP_BYTES, length - at);
    const { bytesRead } = await step(() => file.read(bytes, at, size, from + at), 'bytes');
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
  const found = await withOpened(folder, file, async () => true);
  return found === true;
}

/** In ms. */
const ROOT_KNOWN_FOR_MS = 1000;
/** Real path of the folder that was read from last. */
let lastRoot: { readonly folder: Uint8Array; readonly real: Buffer; readonly until: number } | null = null;

/**
 * Whether Linux states that an open file lies below the folder: one call that no drive can delay, instead of three for
 * each file. False where it does not: then `liesInside` decides. The real path of the folder may be a second old,
 * because a file that lies below it is one of the folder's, whatever has taken the folder's place since.
 */
async function isOpenBelow(descriptor: number, folder: Uint8Array, step: Step): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const now = performance.now();
  if (lastRoot === null || lastRoot.until < now || Buffer.compare(lastRoot.folder, folder) !== 0) {
    const real = await step(() => realpath(Buffer.from(folder), 'buffer'));
    lastRoot = { folder: Uint8Array.from(folder), real, until: now + ROOT_KNOWN_FOR_MS };
  }
  try {
    return isBelow(readlinkSync(`/proc/self/fd/${descriptor}`, 'buffer'), lastRoot.real);
  } catch (error) {
    log.debug('the system does not state where an open file lies', { error });
    return false;
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
