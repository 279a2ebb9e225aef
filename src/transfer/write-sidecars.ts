import { randomUUID } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { lstat, mkdir, readFile, stat } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { BeachcombError } from '../domain/error.ts';
import type { ErrorReason } from '../domain/error-reason.ts';
import { joinPath } from '../domain/path-bytes.ts';
import { type DurableFiles, diskFiles } from '../platform/files/durable-files.ts';
import { log } from '../platform/log/log.ts';
import { decodeXmp } from './decode-xmp.ts';
import { fileProblem } from './file-problem.ts';
import { refusal } from './refusal.ts';
import { sidecarPathProblem } from './sidecar-path-problem.ts';
import type { SidecarContent } from './sidecar-record.ts';
import { xmpOf } from './xmp-of.ts';
import { LARGEST_XMP } from './xmp-tree.ts';

const WINDOWS = process.platform === 'win32';
const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/** A sidecar to write. */
export interface SidecarEntry {
  /** Path relative to the chosen folder as bytes, separated by `/`: `sidecarName` of the path of the photo. */
  readonly path: Uint8Array;
  readonly record: SidecarContent;
}

export interface WrittenSidecars {
  /** Number of sidecars that now contain their record, including unchanged ones. */
  readonly written: number;
  readonly problems: readonly { readonly path: Uint8Array; readonly reason: ErrorReason }[];
}

/**
 * Writes sidecars into a chosen folder, in the same subfolders as the photos and never outside of it: links within it
 * are not followed. What was written is on the disk when this returns. An existing sidecar keeps the content of other programs (see `xmpOf`). An existing sidecar that is
 * unreadable, not a file, or was written for another photo of this run is left unchanged and reported. Each is written
 * to a temporary file and renamed, so that a complete one always exists.
 * @throws {BeachcombError} `folder-missing`, `disk-full`; the reason of the signal if aborted. Written sidecars stay.
 */
export async function writeSidecars(
  folder: string,
  entries: Iterable<SidecarEntry> | AsyncIterable<SidecarEntry>,
  signal: AbortSignal,
  files: DurableFiles = diskFiles,
): Promise<WrittenSidecars> {
  const root = Buffer.from(folder);
  const isFolder = await stat(root).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new BeachcombError('folder-missing', `${folder} is no folder.`);
  const run: Run = { root, files, directories: new Set(), written: new Set(), unsynced: new Set() };
  const problems: { path: Uint8Array; reason: ErrorReason }[] = [];
  let written = 0;
  for await (const { path, record } of entries) {
    signal.throwIfAborted();
    try {
      await writeSidecar(run, path, record);
      written++;
      // Writing and syncing occupy the thread; others have a turn between two files.
      await turn();
    } catch (error) {
      const reason = fileProblem(error);
      if (reason === null) throw error;
      problems.push({ path, reason });
    }
  }
  for (const directory of run.unsynced) syncFolder(files, Buffer.from(directory, 'latin1'));
  return { written, problems };
}

interface Run {
  readonly root: Buffer;
  readonly files: DurableFiles;
  /** Relative paths of folders that exist; one character per byte. */
  readonly directories: Set<string>;
  /** Device and inode of files written in this run, because two names can be one file. */
  readonly written: Set<string>;
  /** Absolute paths of folders with names that are not on the disk yet; one character per byte. */
  readonly unsynced: Set<string>;
}

async function writeSidecar(run: Run, path: Uint8Array, record: SidecarContent): Promise<void> {
  const problem = sidecarPathProblem(path, WINDOWS);
  if (problem !== null) throw refusal(problem);
  await makeDirectories(run, path);
  const target = joinPath(run.root, path);
  const there = await lstat(target, { bigint: true }).catch(orNull);
  if (there === null) return replace(run, target, xmpOf(record), null);
  if (!there.isFile()) throw refusal({ code: 'not-a-file' });
  if (run.written.has(idOf(there))) throw refusal({ code: 'same-sidecar' });
  if (there.size > LARGEST_XMP) throw refusal({ code: 'sidecar-too-large' });
  const bytes = await readFile(target);
  const existing = decodeXmp(bytes);
  const xmp = xmpOf(record, existing);
  if (xmp === existing) run.written.add(idOf(there));
  else await replace(run, target, xmp, Number(there.mode) & 0o777);
}

/** Creates the parent folders of a file. Links are not followed, because they could lead out of the chosen folder. */
async function makeDirectories({ root, directories, unsynced }: Run, path: Uint8Array): Promise<void> {
  for (let slash = path.indexOf(SLASH); slash > 0; slash = path.indexOf(SLASH, slash + 1)) {
    const directory = path.subarray(0, slash);
    const key = Buffer.from(directory).toString('latin1');
    if (directories.has(key)) continue;
    const at = joinPath(root, directory);
    const isNew = await mkdir(at).then(
      () => true,
      async (error: unknown) => {
        const there = await lstat(at).catch(orNull);
        if (there === null) throw error;
        if (!there.isDirectory()) throw refusal({ code: 'not-a-folder' });
        return false;
      },
    );
    if (isNew) unsynced.add(parentOf(at).toString('latin1'));
    directories.add(key);
  }
}

/** Disks of other systems, and of networks, and folders that may not be listed: what they cannot do is no failure. */
const CANNOT_SYNC: readonly unknown[] = ['EINVAL', 'ENOTSUP', 'EACCES', 'EPERM'];

function syncFolder(files: DurableFiles, folder: Buffer): void {
  try {
    files.syncFolder(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && CANNOT_SYNC.includes(error.code))) throw error;
    log.warn('a folder with exported sidecars cannot be synced to its disk', { error });
  }
}

/** The folder of a path. */
const parentOf = (place: Buffer): Buffer =>
  place.subarray(
    0,
    Math.max(
      1,
      place.findLastIndex((byte) => byte === SLASH || (WINDOWS && byte === BACKSLASH)),
    ),
  );

/**
 * Writes a sidecar so that, after a power cut at any moment, the old one or the complete new one is there.
 * @param mode of the replaced file; null for a new file
 */
async function replace(run: Run, target: Buffer, xmp: string, mode: number | null): Promise<void> {
  const { files, written, unsynced } = run;
  const folder = parentOf(target);
  const beside = joinPath(folder, Buffer.from(`.beachcomb-${randomUUID()}`));
  try {
    const file = files.open(beside, 'shared');
    try {
      file.write(Buffer.from(xmp), 0);
      if (mode !== null) file.changeMode(mode);
      file.sync();
    } finally {
      file.close();
    }
    files.rename(beside, target);
  } catch (error) {
    files.remove(beside);
    throw error;
  }
  unsynced.add(folder.toString('latin1'));
  written.add(idOf(await lstat(target, { bigint: true })));
}

const idOf = ({ dev, ino }: BigIntStats): string => `${dev} ${ino}`;

function orNull(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}
