import { lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { BeachcombError } from '../../domain/error.ts';
import { type ErrorReason, reasonOfSystemCode } from '../../domain/error-reason.ts';
import { joinPath } from '../../domain/path-bytes.ts';
import { log } from '../log/log.ts';
import { type FileIdentity, identityAt, isSameFile } from './file-identity.ts';
import { noTrash, type TrashDirectory, trashDirectoryFor } from './trash-directory.ts';
import { infoName, trashInfo, trashName } from './trash-name.ts';

const SLASH = 0x2f;
/** More files of one name than a trash can have. */
const MOST_OF_ONE_NAME = 100_000;

/** Where a file lies in the trash, and the file that keeps where it comes from; absolute, as bytes. */
export interface TrashPlace {
  readonly file: Buffer;
  readonly info: Buffer;
}

const refusal = (code: 'file-changed' | 'missing' | 'no-free-name', cause?: unknown): BeachcombError =>
  new BeachcombError('unavailable', code, { cause, reason: { code } });

/** Why a file could not be moved: the reason of the error, or what the system reports. */
export function trashFailure(error: unknown): ErrorReason {
  if (error instanceof BeachcombError && error.reason !== null) return error.reason;
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? { code: 'disk-failed' } : reasonOfSystemCode(code);
}

/** @throws BeachcombError `missing`, `file-changed` if it is not the file that is expected */
async function expectFile(file: Buffer, expected: FileIdentity): Promise<void> {
  const found = await identityAt(file);
  if (found === null) throw refusal('missing');
  if (!isSameFile(found, expected)) throw refusal('file-changed');
}

/**
 * Reserves a name for a file in the trash of its drive, by the .trashinfo file, which the specification wants first.
 * @param file absolute path
 * @throws BeachcombError with reason `no-trash`, `missing`, `file-changed`; Error of the file system
 */
export async function reserveInTrash(file: Buffer, expected: FileIdentity, at: Date): Promise<TrashPlace> {
  await expectFile(file, expected);
  const slash = file.lastIndexOf(SLASH);
  const parent = await realpath(file.subarray(0, Math.max(1, slash)), 'buffer');
  const name = file.subarray(slash + 1);
  const directory = await trashDirectoryFor(parent, expected.dev, true);
  const content = trashInfo(pathFrom(directory, joinPath(parent, name)), at);
  for (let n = 1; n < MOST_OF_ONE_NAME; n++) {
    const place = placeOf(directory, trashName(name, n));
    if (await reserve(place, content)) return place;
  }
  throw refusal('no-free-name');
}

function placeOf({ path }: TrashDirectory, name: Buffer): TrashPlace {
  return {
    file: joinPath(joinPath(path, Buffer.from('files')), name),
    info: joinPath(joinPath(path, Buffer.from('info')), infoName(name)),
  };
}

function pathFrom({ top }: TrashDirectory, file: Buffer): Buffer {
  if (top === null) return file;
  return file.subarray(top.length === 1 ? 1 : top.length + 1);
}

/** @returns false if the name is taken */
async function reserve({ file, info }: TrashPlace, content: string): Promise<boolean> {
  try {
    const opened = await open(info, 'wx', 0o600);
    await opened.writeFile(content).finally(() => opened.close());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    await rm(info, { force: true });
    throw error;
  }
  // A file without its .trashinfo: what another program left there is not replaced.
  const isFree = (await identityAt(file)) === null;
  if (!isFree) await rm(info, { force: true });
  return isFree;
}

/**
 * Moves a file to its reserved place by renaming it: its bytes stay where they are on the drive, and nothing is ever
 * copied or deleted. If it fails, the file is where it was and the place is given up.
 * @throws BeachcombError with reason `no-trash`, `missing`, `file-changed`; Error of the file system
 */
export async function moveToTrash(file: Buffer, place: TrashPlace, expected: FileIdentity): Promise<void> {
  try {
    await expectFile(file, expected);
    await rename(file, place.file);
  } catch (error) {
    await giveUpPlace(place);
    // Two file systems that have one number, such as those of a bind mount.
    throw (error as NodeJS.ErrnoException).code === 'EXDEV' ? noTrash(error) : error;
  }
  const moved = await lstat(place.file, { bigint: true });
  if (moved.ino === expected.ino && moved.dev === expected.dev) return;
  // Another file took the place within this moment: it goes back, unless a third one is there now.
  log.warn('a file was replaced while it was moved to the trash');
  if ((await identityAt(file)) === null) {
    await rename(place.file, file);
    await giveUpPlace(place);
  }
  throw refusal('file-changed');
}

/** Removes the .trashinfo of a place at which no file is. */
export async function giveUpPlace({ file, info }: TrashPlace): Promise<void> {
  try {
    if ((await identityAt(file)) === null) await rm(info, { force: true });
  } catch (error) {
    log.warn('a reserved name stays in the trash', { error });
  }
}
