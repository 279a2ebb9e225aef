import { randomUUID } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { lstat, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { BeachcombError } from '../domain/error.ts';
import type { ErrorReason } from '../domain/error-reason.ts';
import { joinPath } from '../domain/path-bytes.ts';
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
 * are not followed. An existing sidecar keeps the content of other programs (see `xmpOf`). An existing sidecar that is
 * unreadable, not a file, or was written for another photo of this run is left unchanged and reported. Each is written
 * to a temporary file and renamed, so that a complete one always exists.
 * @throws {BeachcombError} `folder-missing`, `disk-full`; the reason of the signal if aborted. Written sidecars stay.
 */
export async function writeSidecars(
  folder: string,
  entries: Iterable<SidecarEntry> | AsyncIterable<SidecarEntry>,
  signal: AbortSignal,
): Promise<WrittenSidecars> {
  const root = Buffer.from(folder);
  const isFolder = await stat(root).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new BeachcombError('folder-missing', `${folder} is no folder.`);
  const run: Run = { root, directories: new Set(), files: new Set() };
  const problems: { path: Uint8Array; reason: ErrorReason }[] = [];
  let written = 0;
  for await (const { path, record } of entries) {
    signal.throwIfAborted();
    try {
      await writeSidecar(run, path, record);
      written++;
    } catch (error) {
      const reason = fileProblem(error);
      if (reason === null) throw error;
      problems.push({ path, reason });
    }
  }
  return { written, problems };
}

interface Run {
  readonly root: Buffer;
  /** Relative paths of folders that exist; one character per byte. */
  readonly directories: Set<string>;
  /** Device and inode of files written in this run, because two names can be one file. */
  readonly files: Set<string>;
}

async function writeSidecar(run: Run, path: Uint8Array, record: SidecarContent): Promise<void> {
  const problem = sidecarPathProblem(path, WINDOWS);
  if (problem !== null) throw refusal(problem);
  await makeDirectories(run, path);
  const target = joinPath(run.root, path);
  const there = await lstat(target, { bigint: true }).catch(orNull);
  if (there === null) return replace(run, target, xmpOf(record), null);
  if (!there.isFile()) throw refusal({ code: 'not-a-file' });
  if (run.files.has(idOf(there))) throw refusal({ code: 'same-sidecar' });
  if (there.size > LARGEST_XMP) throw refusal({ code: 'sidecar-too-large' });
  const bytes = await readFile(target);
  const existing = decodeXmp(bytes);
  const xmp = xmpOf(record, existing);
  if (xmp === existing) run.files.add(idOf(there));
  else await replace(run, target, xmp, Number(there.mode) & 0o777);
}

/** Creates the parent folders of a file. Links are not followed, because they could lead out of the chosen folder. */
async function makeDirectories({ root, directories }: Run, path: Uint8Array): Promise<void> {
  for (let slash = path.indexOf(SLASH); slash > 0; slash = path.indexOf(SLASH, slash + 1)) {
    const directory = path.subarray(0, slash);
    const key = Buffer.from(directory).toString('latin1');
    if (directories.has(key)) continue;
    const at = joinPath(root, directory);
    await mkdir(at).catch(async (error: unknown) => {
      const there = await lstat(at).catch(orNull);
      if (there === null) throw error;
      if (!there.isDirectory()) throw refusal({ code: 'not-a-folder' });
    });
    directories.add(key);
  }
}

/** @param mode of the replaced file; null for a new file */
async function replace(run: Run, target: Buffer, xmp: string, mode: number | null): Promise<void> {
  const last = target.findLastIndex((byte) => byte === SLASH || (WINDOWS && byte === BACKSLASH));
  const beside = Buffer.concat([target.subarray(0, last + 1), Buffer.from(`.beachcomb-${randomUUID()}`)]);
  try {
    const file = await open(beside, 'wx');
    let found: BigIntStats;
    try {
      await file.writeFile(xmp);
      if (mode !== null) {
        await file.chmod(mode);
        // Sync: it holds data of other programs, so a power cut must leave the old or the new file.
        await file.sync();
      }
      found = await file.stat({ bigint: true });
    } finally {
      await file.close();
    }
    await rename(beside, target);
    run.files.add(idOf(found));
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

const idOf = ({ dev, ino }: BigIntStats): string => `${dev} ${ino}`;

function orNull(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}
