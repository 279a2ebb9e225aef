import { constants } from 'node:fs';
import { copyFile, lstat, open, rm, stat, utimes } from 'node:fs/promises';
import { BeachcombError } from '../domain/error.ts';
import { joinPath } from '../domain/path-bytes.ts';
import { fileProblem } from './file-problem.ts';
import { sidecarName } from './sidecar-name.ts';
import type { SidecarRecord } from './sidecar-record.ts';
import { xmpOf } from './xmp-of.ts';

const DOT = 0x2e;
/** More photos of one name than there can be in one run. */
const MOST_OF_ONE_NAME = 100_000;

/** A photo to be copied. */
export interface CopyEntry {
  /** Absolute paths of its files, all of the same content; the first that can be read is copied. */
  readonly sources: readonly Uint8Array[];
  /** Bytes of its name, without a folder. */
  readonly name: Uint8Array;
  /** What its sidecar says; null for none. */
  readonly record: SidecarRecord | null;
}

export interface CopyProblem {
  readonly name: Uint8Array;
  readonly problem: string;
}

/**
 * Copies photos into a folder that a person chose, side by side. Nothing that is there is overwritten: a copy takes
 * a name under which there is neither a file nor a sidecar ("beach (2).jpg"). The originals are only read, and
 * their times kept. A photo that cannot be copied whole leaves nothing behind and costs none but itself; where
 * only its sidecar fails, the copy stays and the problem says so.
 * @param onDone told after each photo: its problem, or null
 * @throws {BeachcombError} `folder-missing`, or `disk-full`; the signal's reason when it is aborted. What was
 *   copied until then stays.
 */
export async function copyPhotos(
  folder: string,
  entries: Iterable<CopyEntry> | AsyncIterable<CopyEntry>,
  signal: AbortSignal,
  onDone: (problem: CopyProblem | null) => void,
): Promise<void> {
  const root = Buffer.from(folder);
  const isFolder = await stat(root).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new BeachcombError('folder-missing', `${folder} is no folder.`);
  const numbers = new Map<string, number>();
  for await (const entry of entries) {
    signal.throwIfAborted();
    try {
      await copyOne(root, entry, numbers);
      onDone(null);
    } catch (error) {
      const problem = fileProblem(error);
      if (problem === null) throw error;
      onDone({ name: entry.name, problem });
    }
  }
}

/** @param numbers the last number that each name got, a character a byte */
async function copyOne(
  root: Buffer,
  { sources, name, record }: CopyEntry,
  numbers: Map<string, number>,
): Promise<void> {
  const { target, sidecar } = await freeName(root, name, numbers);
  try {
    await copyFirst(sources, target);
  } catch (error) {
    // It was made just now, by us.
    await rm(target, { force: true });
    throw error;
  }
  if (record === null) return;
  const file = await open(sidecar, 'wx');
  try {
    await file.writeFile(xmpOf(record));
  } catch (error) {
    await rm(sidecar, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Makes an empty file under the first name that is free, for the photo and for its sidecar. */
async function freeName(
  root: Buffer,
  name: Uint8Array,
  numbers: Map<string, number>,
): Promise<{ target: Buffer; sidecar: Buffer }> {
  const key = Buffer.from(name).toString('latin1').toLowerCase();
  for (let n = numbers.get(key) ?? 1; n < MOST_OF_ONE_NAME; n += 1) {
    const free = n === 1 ? name : numbered(name, n);
    const target = joinPath(root, free);
    const sidecar = joinPath(root, sidecarName(free, 'digikam', false));
    if (await isThere(sidecar)) continue;
    try {
      await (await open(target, 'wx')).close();
    } catch (error) {
      // A folder of this name, on Windows, may not be opened.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST' || (await isThere(target))) continue;
      throw error;
    }
    numbers.set(key, n + 1);
    return { target, sidecar };
  }
  throw new BeachcombError('bad-request', 'There are too many files of this name.');
}

const isThere = (path: Buffer): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENAMETOOLONG',
  );

/** "beach.jpg" as "beach (2).jpg". */
function numbered(name: Uint8Array, n: number): Uint8Array {
  const dot = name.lastIndexOf(DOT);
  const at = dot > 0 ? dot : name.length;
  return Buffer.concat([name.subarray(0, at), Buffer.from(` (${n})`), name.subarray(at)]);
}

async function copyFirst(sources: readonly Uint8Array[], target: Buffer): Promise<void> {
  let failure: unknown = new BeachcombError('bad-request', 'The photo is in no folder any more.');
  for (const source of sources)
    try {
      const from = Buffer.from(source);
      // Without a copy of the bytes where the disk can do that.
      await copyFile(from, target, constants.COPYFILE_FICLONE);
      const { atime, mtime } = await stat(from);
      await utimes(target, atime, mtime);
      return;
    } catch (error) {
      failure = error;
      // The same disk has no more room for another file of the same bytes.
      fileProblem(error);
    }
  throw failure;
}
