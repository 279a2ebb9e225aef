import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, open } from 'node:fs/promises';
import path from 'node:path';
import { BeachcombError } from '../../domain/error.ts';
import type { PackFile } from '../../domain/pack.ts';
import { makePrivateFolder, openPrivateHandle, writeAll } from '../files/private-files.ts';
import { log } from '../log/log.ts';
import { checkPackFile } from './check-pack-file.ts';

/** A pipe or a link that took the place of a file is neither waited for nor followed. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const STEP_BYTES = 4 << 20;

export interface CopyOptions {
  readonly signal?: AbortSignal | undefined;
  /** @param bytes that came since the last call */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Copies a file of a pack, compares it with its manifest on the way and leaves it on the disk.
 * @param from folder of the pack
 * @param to folder that gets the same path; the file must not be there
 * @throws BeachcombError `bad-request` with a reason if it differs; Error of the file system; the reason of the signal
 */
export async function copyPackFile(
  from: string,
  to: string,
  file: PackFile,
  { signal, onBytes }: CopyOptions,
): Promise<void> {
  const segments = file.path.split('/');
  const target = path.join(to, ...segments);
  makePrivateFolder(path.dirname(target));
  const source = await openSource(path.join(from, ...segments), file);
  try {
    const written = await openPrivateHandle(target, 'wx');
    try {
      const hash = createHash('sha256');
      const buffer = Buffer.alloc(Math.min(STEP_BYTES, file.bytes + 1));
      for (let size = 0; ; ) {
        signal?.throwIfAborted();
        const { bytesRead } = await source.read(buffer, 0, buffer.length, null);
        size += bytesRead;
        if (size > file.bytes) throw changedFile(file);
        if (bytesRead === 0) {
          if (size < file.bytes) throw changedFile(file);
          break;
        }
        const part = buffer.subarray(0, bytesRead);
        hash.update(part);
        await writeAll(written, part);
        onBytes(bytesRead);
      }
      if (hash.digest('hex') !== file.sha256) throw changedFile(file);
      await written.sync();
    } finally {
      await written.close();
    }
  } finally {
    await source.close();
  }
}

/**
 * The same without a copy, for a file of Beachcomb on the same disk: it gets a second name there, and is a copy only
 * where the disk cannot do that.
 */
export async function takePackFile(
  from: string,
  to: string,
  file: PackFile,
  options: CopyOptions,
): Promise<void> {
  options.signal?.throwIfAborted();
  const segments = file.path.split('/');
  const target = path.join(to, ...segments);
  makePrivateFolder(path.dirname(target));
  try {
    await link(path.join(from, ...segments), target);
  } catch (error) {
    log.debug('a file of a pack is copied, because the disk has no links', { error });
    return copyPackFile(from, to, file, options);
  }
  const reason = await checkPackFile(to, file);
  if (reason !== null) throw new BeachcombError('bad-request', `${file.path}: ${reason.code}`, { reason });
  options.onBytes(file.bytes);
}

/** @throws BeachcombError with a reason if it is no regular file of the listed size */
async function openSource(place: string, file: PackFile): Promise<FileHandle> {
  const opened = await open(place, READ).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw ofFile('pack-file-missing', file.path, error);
    // What O_NOFOLLOW does at a link, and what opening a socket does.
    if (error.code === 'ELOOP' || error.code === 'ENXIO')
      throw ofFile('pack-file-not-plain', file.path, error);
    throw error;
  });
  try {
    const found = await opened.stat();
    if (!found.isFile()) throw ofFile('pack-file-not-plain', file.path);
    if (found.size !== file.bytes) throw changedFile(file);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

const ofFile = (
  code: 'pack-file-missing' | 'pack-file-not-plain' | 'pack-file-changed',
  file: string,
  cause?: unknown,
): BeachcombError => new BeachcombError('bad-request', `${file}: ${code}`, { cause, reason: { code, file } });

/** A file that is not the listed one. */
const changedFile = ({ path: file }: Pick<PackFile, 'path'>): BeachcombError =>
  ofFile('pack-file-changed', file);
