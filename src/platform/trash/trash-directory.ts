import { constants } from 'node:fs';
import { access, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { BeachcombError } from '../../domain/error.ts';
import { joinPath } from '../../domain/path-bytes.ts';
import { makePrivateFolder } from '../files/private-files.ts';

const STICKY = 0o1000;
const PRIVATE = 0o700;
const SLASH = 0x2f;

/** A trash directory of the freedesktop.org specification (1.0). */
export interface TrashDirectory {
  /** Absolute, as bytes. */
  readonly path: Buffer;
  /** Top directory of its drive, to which the paths in it are relative; null for the trash of the home directory. */
  readonly top: Buffer | null;
}

export const noTrash = (cause?: unknown): BeachcombError =>
  new BeachcombError('unavailable', 'this drive has no trash', { cause, reason: { code: 'no-trash' } });

const userId = (): number => process.getuid?.() ?? 0;

/**
 * The trash directory to which a file can be renamed: that of the home directory if it is on the same drive, else that
 * of the file's own drive. Nothing is ever copied from one drive to another.
 * @param parent real path of the directory of the file
 * @param device of the file, as `lstat` gives it
 * @param makes makes what is missing of it; else it is only found out whether that is possible
 * @throws BeachcombError with reason `no-trash`
 */
export async function trashDirectoryFor(
  parent: Buffer,
  device: bigint,
  makes: boolean,
): Promise<TrashDirectory> {
  const data = dataHome();
  if ((await nearestDevice(data)) === device) {
    const home = Buffer.from(path.join(data, 'Trash'));
    if (makes) makePrivateFolder(data);
    await prepare(home, makes, false);
    return { path: home, top: null };
  }
  const top = await topDirectory(parent, device);
  const shared = joinPath(top, Buffer.from('.Trash'));
  if (await isSharedTrash(shared)) {
    const own = joinPath(shared, Buffer.from(String(userId())));
    try {
      await prepare(own, makes, true);
      return { path: own, top };
    } catch (error) {
      // The specification goes on to the other one.
      if (!(error instanceof BeachcombError)) throw error;
    }
  }
  const own = joinPath(top, Buffer.from(`.Trash-${userId()}`));
  await prepare(own, makes, true);
  return { path: own, top };
}

/** $XDG_DATA_HOME, which counts only if it is absolute. */
function dataHome(): string {
  const { XDG_DATA_HOME: given = '' } = process.env;
  return path.isAbsolute(given) ? given : path.join(os.homedir(), '.local', 'share');
}

/** The device of a directory, or of the nearest one above it that exists. */
async function nearestDevice(directory: string): Promise<bigint | null> {
  for (let at = directory; ; at = path.dirname(at)) {
    const found = await stat(at, { bigint: true }).catch(() => null);
    if (found !== null) return found.dev;
    if (at === path.dirname(at)) return null;
  }
}

/** The topmost directory on the same device. */
async function topDirectory(parent: Buffer, device: bigint): Promise<Buffer> {
  let top = parent;
  while (top.length > 1) {
    const above = top.subarray(0, Math.max(1, top.lastIndexOf(SLASH)));
    const found = await stat(above, { bigint: true });
    if (found.dev !== device) break;
    top = Buffer.from(above);
  }
  return top;
}

/** Whether an administrator made a trash for all users: a directory with the sticky bit, not a link. */
async function isSharedTrash(directory: Buffer): Promise<boolean> {
  const found = await lstat(directory).catch(() => null);
  return found?.isDirectory() === true && (found.mode & STICKY) !== 0;
}

/** @throws BeachcombError with reason `no-trash` if it cannot be made, or is not this user's own directory */
async function prepare(trash: Buffer, makes: boolean, isOnDrive: boolean): Promise<void> {
  const parts = ['files', 'info'].map((name) => joinPath(trash, Buffer.from(name)));
  for (const directory of [trash, ...parts]) {
    const isMade = await isOwnDirectory(directory, isOnDrive || directory !== trash);
    if (isMade) continue;
    if (!makes) return mayMake(directory);
    try {
      await mkdir(directory, { mode: PRIVATE });
    } catch (error) {
      // Another program may have made it meanwhile.
      if (!(await isOwnDirectory(directory, true))) throw noTrash(error);
    }
  }
}

/** @throws BeachcombError with reason `no-trash` if something else, or something of somebody else, is there */
async function isOwnDirectory(directory: Buffer, refusesLink: boolean): Promise<boolean> {
  const read = refusesLink ? lstat : stat;
  const found = await read(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw noTrash(error);
  });
  if (found === null) return false;
  if (!found.isDirectory() || found.uid !== userId()) throw noTrash();
  return true;
}

async function mayMake(directory: Buffer): Promise<void> {
  for (let at = directory; at.length > 1; ) {
    at = at.subarray(0, Math.max(1, at.lastIndexOf(SLASH)));
    const real = await realpath(at, 'buffer').catch(() => null);
    if (real === null) continue;
    return access(real, constants.W_OK).catch((error: unknown) => {
      throw noTrash(error);
    });
  }
}
