import { constants } from 'node:fs';
import { copyFile, lstat, open, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { BeachcombError } from '../domain/error.ts';
import type { ErrorReason } from '../domain/error-reason.ts';
import { joinPath } from '../domain/path-bytes.ts';
import { makeChosenFolder } from '../platform/files/make-chosen-folder.ts';
import { log } from '../platform/log/log.ts';
import { fileProblem } from './file-problem.ts';
import { refusal } from './refusal.ts';
import { sidecarName } from './sidecar-name.ts';
import type { SidecarContent } from './sidecar-record.ts';
import { xmpOf } from './xmp-of.ts';

const DOT = 0x2e;
/** More photos of one name than one run can have. */
const MOST_OF_ONE_NAME = 100_000;

/** A photo to copy. */
export interface CopyEntry {
  /** Absolute paths of its files, which have the same content; the first readable one is copied. */
  readonly sources: readonly Uint8Array[];
  /** File name without folder, as bytes. */
  readonly name: Uint8Array;
  /** Content of its sidecar; null for no sidecar. */
  readonly record: SidecarContent | null;
  /** Makes the content of the copy from the bytes of a source; null: it is that of the source. */
  readonly make?: ((bytes: Buffer) => Promise<Uint8Array>) | null;
}

export interface CopyProblem {
  readonly name: Uint8Array;
  readonly reason: ErrorReason;
}

/**
 * Copies photos into one chosen folder, which is created where it is missing. Existing files are never overwritten: a copy gets a name that no file and no
 * sidecar has ("beach (2).jpg"). Originals are only read; copies keep their times. A photo that cannot be copied
 * completely leaves nothing behind and does not stop the others; if only its sidecar fails, the copy stays and the
 * problem is reported.
 * @param onDone called after each photo with its problem or null
 * @throws {BeachcombError} `folder-missing`, `disk-full`; the reason of the signal if aborted. Finished copies stay.
 */
export async function copyPhotos(
  folder: string,
  entries: Iterable<CopyEntry> | AsyncIterable<CopyEntry>,
  signal: AbortSignal,
  onDone: (problem: CopyProblem | null) => void,
): Promise<void> {
  const root = Buffer.from(folder);
  const isFolder = await makeChosenFolder(root).then(
    () => true,
    (error: unknown) => {
      log.debug('the folder for copies cannot be created', { error });
      return false;
    },
  );
  if (!isFolder) throw new BeachcombError('folder-missing', `${folder} is no folder.`);
  const numbers = new Map<string, number>();
  for await (const entry of entries) {
    signal.throwIfAborted();
    try {
      await copyOne(root, entry, numbers);
      onDone(null);
    } catch (error) {
      const reason = fileProblem(error);
      if (reason === null) throw error;
      onDone({ name: entry.name, reason });
    }
  }
}

/** @param numbers last number used for each name; keys hold one character per byte */
async function copyOne(
  root: Buffer,
  { sources, name, record, make = null }: CopyEntry,
  numbers: Map<string, number>,
): Promise<void> {
  const { target, sidecar } = await freeName(root, name, numbers);
  try {
    await copyFirst(sources, target, make);
  } catch (error) {
    // Created by this call.
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

/** Creates an empty file under the first name that is free for both photo and sidecar. */
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
      // On Windows, opening a folder fails with this code.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST' || (await isThere(target))) continue;
      throw error;
    }
    numbers.set(key, n + 1);
    return { target, sidecar };
  }
  throw refusal({ code: 'no-free-name' });
}

const isThere = (path: Buffer): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENAMETOOLONG',
  );

/** "beach.jpg" becomes "beach (2).jpg". */
function numbered(name: Uint8Array, n: number): Uint8Array {
  const dot = name.lastIndexOf(DOT);
  const at = dot > 0 ? dot : name.length;
  return Buffer.concat([name.subarray(0, at), Buffer.from(` (${n})`), name.subarray(at)]);
}

async function copyFirst(
  sources: readonly Uint8Array[],
  target: Buffer,
  make: NonNullable<CopyEntry['make']> | null,
): Promise<void> {
  let failure: unknown = refusal({ code: 'no-source' });
  for (const source of sources)
    try {
      const from = Buffer.from(source);
      // Clone the blocks if the file system can.
      if (make === null) await copyFile(from, target, constants.COPYFILE_FICLONE);
      else await writeFile(target, await make(await readFile(from)));
      const { atime, mtime } = await stat(from);
      await utimes(target, atime, mtime);
      return;
    } catch (error) {
      failure = error;
      // Another source file would not fit on the disk either.
      fileProblem(error);
    }
  throw failure;
}
