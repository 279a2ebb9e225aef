import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract as extractTar } from 'tar-stream';
import { BeachcombError } from '../../domain/error.ts';
import { onDisk } from '../files/disk-space.ts';
import { makePrivateFolder, openPrivateHandle, writeAll } from '../files/private-files.ts';
import { asInvalid, invalidArchive, type UnpackOptions } from './unpack-archive.ts';

const MOST_ENTRIES = 5000;

/**
 * Unpacks the files of a tar archive, compressed by gzip, that are named, and no other: links and devices are never
 * made. Progress is in bytes of the files, of which the whole is not known before the end.
 * @param names paths in the archive, without "./", and those that they get in the folder
 * @returns which of them it has
 * @throws BeachcombError `bad-request` with a reason, `disk-full`; Error of the file system; the reason of the signal
 */
export async function unpackTarFiles(
  archive: string,
  names: ReadonlyMap<string, string>,
  folder: string,
  { signal, onProgress }: UnpackOptions = {},
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const entries = extractTar();
  const reading = pipeline(createReadStream(archive), createGunzip(), entries, signal ? { signal } : {});
  // It fails where the entries are read, too.
  reading.catch(() => {});
  let [count, done] = [0, 0];
  try {
    for await (const entry of entries) {
      count += 1;
      if (count > MOST_ENTRIES) throw invalidArchive('many');
      const name = entry.header.name.replace(/^(?:\.\/)+/, '');
      const to = names.get(name);
      if (to === undefined || found.has(name) || entry.header.type !== 'file') {
        entry.resume();
        continue;
      }
      found.add(name);
      await onDisk(() =>
        writeEntry(entry, path.join(folder, ...to.split('/')), (bytes) => {
          done += bytes;
          onProgress?.({ done, of: done });
        }),
      );
    }
    await reading;
    return found;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof BeachcombError || (error instanceof Error && 'syscall' in error)) throw error;
    throw asInvalid('unreadable', '', error);
  } finally {
    entries.destroy();
  }
}

async function writeEntry(
  content: AsyncIterable<unknown>,
  target: string,
  onBytes: (bytes: number) => void,
): Promise<void> {
  makePrivateFolder(path.dirname(target));
  const written = await openPrivateHandle(target, 'wx');
  try {
    for await (const piece of content) {
      if (!(piece instanceof Uint8Array)) throw invalidArchive('damaged', path.basename(target));
      await writeAll(written, piece);
      onBytes(piece.length);
    }
  } finally {
    await written.close();
  }
}
