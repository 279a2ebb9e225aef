import path from 'node:path';
import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';
import { BeachcombError } from '../../domain/error.ts';
import type { ArchiveFault, ErrorReason } from '../../domain/error-reason.ts';
import { isPackPath } from '../../domain/pack.ts';
import { checkSpace, onDisk } from '../files/disk-space.ts';
import { makePrivateFolder, openPrivateHandle, writeAll } from '../files/private-files.ts';
import { log } from '../log/log.ts';

const MOST_ENTRIES = 5000;
/** Networks hardly compress, and tokenizers about tenfold. A bomb does a thousandfold. */
const MOST_RATIO = 100;
const RATIO_FROM_BYTES = 10 << 20;
/** Of the mode that Unix gives a file: its type, and that of a link. */
const [TYPE_MASK, LINK_TYPE] = [0o170000, 0o120000];

export interface UnpackOptions {
  readonly signal?: AbortSignal;
  /** @param done bytes written so far, of all that will be */
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
}

/** An entry that is written, at a path below the folder. */
interface Wanted {
  readonly entry: yauzl.Entry;
  readonly path: string;
}

const refused = (reason: ErrorReason, detail: string, cause?: unknown): BeachcombError =>
  new BeachcombError('bad-request', detail, { cause, reason });
/** @param file in the archive that the fault is about; empty: it is about the whole */
export const invalidArchive = (fault: ArchiveFault, file = '', cause?: unknown): BeachcombError =>
  refused({ code: 'pack-archive', fault, file: file.slice(0, 200) }, `${fault} ${file}`, cause);

/**
 * Unpacks the files of a pack from a zip archive, which can come from anywhere: nothing is written outside of the
 * folder, no link is made, and what unpacks to much more than it holds is refused before anything is written. A folder
 * around all files is left out; so are files that no pack has, such as hidden ones.
 * @param folder exists and is empty
 * @returns the name of the folder around all files; null where there is none
 * @throws BeachcombError `bad-request` with a reason, `disk-full`; Error of the file system; the reason of the signal
 */
export async function unpackArchive(
  archive: string,
  folder: string,
  options: UnpackOptions = {},
): Promise<string | null> {
  let around: string | null = null;
  await unpackEntries(archive, folder, options, (entries) => {
    const found = chosen(entries);
    around = found.around;
    return found.wanted;
  });
  return around;
}

/**
 * Unpacks the files of a zip archive that are named, and no other.
 * @param names paths in the archive, and those that they get in the folder
 * @returns which of them it has
 * @throws as `unpackArchive`
 */
export const unpackZipFiles = (
  archive: string,
  names: ReadonlyMap<string, string>,
  folder: string,
  options: UnpackOptions = {},
): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  return unpackEntries(archive, folder, options, (entries) =>
    entries.flatMap((entry) => {
      const to = names.get(entry.fileName);
      if (to === undefined || found.has(entry.fileName)) return [];
      found.add(entry.fileName);
      return [{ entry, path: to }];
    }),
  ).then(() => found);
};

async function unpackEntries(
  archive: string,
  folder: string,
  options: UnpackOptions,
  choose: (entries: readonly yauzl.Entry[]) => readonly Wanted[],
): Promise<void> {
  const zip = await openArchive(archive);
  try {
    const wanted = choose(await entriesOf(zip, options.signal));
    const of = wanted.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
    await checkSpace(folder, of);
    const progress = { done: 0, of };
    for (const one of wanted)
      await onDisk(() =>
        writeEntry(zip, one, folder, options.signal, (bytes) => {
          progress.done += bytes;
          options.onProgress?.({ ...progress });
        }),
      );
  } finally {
    zip.close();
  }
}

async function openArchive(archive: string): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.openPromise(archive, {
      lazyEntries: true,
      autoClose: false,
      strictFileNames: true,
      validateEntrySizes: true,
    });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    throw asInvalid('unreadable', '', error);
  }
}

/** What yauzl, or zlib, finds wrong with an archive goes to the log. */
export function asInvalid(fault: ArchiveFault, file: string, error: unknown): BeachcombError {
  log.warn('an archive cannot be used', { error, detail: `${fault} ${file}` });
  return invalidArchive(fault, file, error);
}

/** Every file of the archive. @throws BeachcombError for an archive that is not valid or not safe */
async function entriesOf(zip: yauzl.ZipFile, signal: AbortSignal | undefined): Promise<yauzl.Entry[]> {
  if (zip.entryCount > MOST_ENTRIES) throw invalidArchive('many');
  const entries: yauzl.Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      signal?.throwIfAborted();
      entries.push(entry);
    }
  } catch (error) {
    throw signal?.aborted === true ? error : asInvalid('names', '', error);
  }
  let packed = 0;
  for (const entry of entries) {
    const { fileName, compressedSize, uncompressedSize } = entry;
    packed += compressedSize;
    if (((entry.externalFileAttributes >>> 16) & TYPE_MASK) === LINK_TYPE)
      throw refused({ code: 'pack-file-not-plain', file: fileName.slice(0, 200) }, `${fileName} is a link.`);
    if (entry.isEncrypted()) throw invalidArchive('encrypted');
    if (uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > MOST_RATIO * compressedSize)
      throw refused({ code: 'pack-archive-bomb' }, `${fileName} unpacks to ${uncompressedSize} bytes.`);
  }
  // Entries that share bytes unpack to any size.
  if (packed > zip.fileSize) throw refused({ code: 'pack-archive-bomb' }, 'Entries overlap.');
  return entries.filter(({ fileName }) => !fileName.endsWith('/'));
}

/** The entries that can belong to a pack, with their paths in it. */
function chosen(entries: readonly yauzl.Entry[]): { around: string | null; wanted: readonly Wanted[] } {
  const visible = entries.filter(({ fileName }) =>
    fileName.split('/').every((segment) => !segment.startsWith('.') && segment !== '__MACOSX'),
  );
  const [first] = visible[0]?.fileName.split('/') ?? [];
  const isAround = visible.every(({ fileName }) => fileName.startsWith(`${first}/`));
  const around = isAround ? (first ?? null) : null;
  const wanted: Wanted[] = [];
  const folded = new Set<string>();
  for (const entry of visible) {
    const file = around === null ? entry.fileName : entry.fileName.slice(around.length + 1);
    if (!isPackPath(file)) {
      log.debug('a file of an archive is left out', { detail: file.slice(0, 200) });
      continue;
    }
    const key = file.toLowerCase();
    if (folded.has(key)) throw invalidArchive('twice', file);
    folded.add(key);
    wanted.push({ entry, path: file });
  }
  return { around, wanted };
}

async function writeEntry(
  zip: yauzl.ZipFile,
  { entry, path: file }: Wanted,
  folder: string,
  signal: AbortSignal | undefined,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const target = path.join(folder, ...file.split('/'));
  makePrivateFolder(path.dirname(target));
  const written = await openPrivateHandle(target, 'wx');
  try {
    const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
      throw asInvalid('damaged', file, error);
    });
    try {
      let sum = 0;
      for await (const part of stream as AsyncIterable<Buffer>) {
        signal?.throwIfAborted();
        sum = crc32(part, sum);
        await writeAll(written, part);
        onBytes(part.length);
      }
      if (sum !== entry.crc32) throw new Error('Its bytes have another checksum.');
    } catch (error) {
      if (signal?.aborted === true || (error instanceof Error && 'syscall' in error)) throw error;
      throw asInvalid('damaged', file, error);
    } finally {
      stream.destroy();
    }
  } finally {
    await written.close();
  }
}
