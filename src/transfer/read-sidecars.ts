import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { BeachcombError } from '../domain/error.ts';
import type { ErrorReason } from '../domain/error-reason.ts';
import { joinPath } from '../domain/path-bytes.ts';
import { decodeXmp } from './decode-xmp.ts';
import { fileProblem } from './file-problem.ts';
import { readXmp } from './read-xmp.ts';
import { refusal } from './refusal.ts';
import type { SidecarRecord } from './sidecar-record.ts';
import { LARGEST_XMP } from './xmp-tree.ts';

/** A sidecar that was read, or a sidecar or folder that could not be read. */
export type FoundSidecar = {
  /** Path relative to the folder as bytes, separated by `/`; empty for the folder itself. */
  readonly path: Uint8Array;
} & ({ readonly record: SidecarRecord } | { readonly reason: ErrorReason });

/**
 * Reads the sidecars in a folder and its subfolders: files ending in `.xmp`, up to 8 MB. Links are not followed.
 * @throws {BeachcombError} `folder-missing`; the reason of the signal if aborted
 */
export async function* readSidecars(folder: string, signal: AbortSignal): AsyncGenerator<FoundSidecar> {
  const root = Buffer.from(folder);
  const isFolder = await stat(root).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new BeachcombError('folder-missing', `${folder} is no folder.`);
  const waiting: Uint8Array[] = [new Uint8Array()];
  for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
    signal.throwIfAborted();
    const listed = await attempt(
      readdir(joinPath(root, directory), { withFileTypes: true, encoding: 'buffer' }),
    );
    if ('reason' in listed) {
      yield { path: directory, ...listed };
      continue;
    }
    for (const entry of listed.value.toSorted((a, b) => Buffer.compare(a.name, b.name))) {
      const path = new Uint8Array(
        Buffer.concat(directory.length === 0 ? [entry.name] : [directory, SLASH, entry.name]),
      );
      if (entry.isDirectory()) waiting.push(path);
      if (!entry.isFile() || !/\.xmp$/i.test(entry.name.toString('latin1'))) continue;
      signal.throwIfAborted();
      const read = await attempt(readSidecar(joinPath(root, path)));
      yield 'reason' in read ? { path, ...read } : { path, record: read.value };
    }
  }
}

const SLASH = Buffer.from('/');

async function readSidecar(path: Buffer): Promise<SidecarRecord> {
  if ((await lstat(path)).size > LARGEST_XMP) throw refusal({ code: 'sidecar-too-large' });
  return readXmp(decodeXmp(await readFile(path)));
}

async function attempt<Value>(work: Promise<Value>): Promise<{ value: Value } | { reason: ErrorReason }> {
  try {
    return { value: await work };
  } catch (error) {
    const reason = fileProblem(error);
    if (reason === null) throw error;
    return { reason };
  }
}
