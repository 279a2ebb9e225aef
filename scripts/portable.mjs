// A package that keeps everything beside itself: library, settings, logs and caches, as on a stick that is carried from
// one computer to another. Plain Node without dependencies: the command line needs it before anything is loaded.
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Name of the folder that makes a package portable, beside the program. */
export const PORTABLE_FOLDER = 'beachcomb-data';

/**
 * Where the folder is, or would be; null in a checkout, which keeps to the folders of the system.
 * @param {{ resources: string | null, env?: NodeJS.ProcessEnv, platform?: string }} of resources: of the package
 */
export function portableFolder({ resources, env = process.env, platform = process.platform }) {
  if (resources === null) return null;
  // The files of an AppImage are mounted somewhere else at each start.
  const program = env.APPIMAGE
    ? path.dirname(env.APPIMAGE)
    : // Beachcomb.app/Contents/Resources: beside the bundle, which is signed.
      path.resolve(resources, platform === 'darwin' ? path.join('..', '..', '..') : '..');
  return path.join(program, PORTABLE_FOLDER);
}

/**
 * Makes this process and its children use the folder, if it is there or asked for. Folders that are named in the
 * environment stay.
 * @param {{ resources: string | null, isWanted: boolean, env?: NodeJS.ProcessEnv, platform?: string }} of
 * @returns its path; null if it is not used
 * @throws Error if it is asked for and cannot be made
 */
export function applyPortableFolder({ resources, isWanted, env = process.env, platform = process.platform }) {
  const folder = portableFolder({ resources, env, platform });
  if (folder === null) return null;
  if (isWanted) mkdirSync(folder, { recursive: true, mode: 0o700 });
  else if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return null;
  env.BEACHCOMB_DATA_FOLDER ??= folder;
  env.BEACHCOMB_LOG_FOLDER ??= path.join(folder, 'logs');
  env.BEACHCOMB_CACHE_FOLDER ??= path.join(folder, 'cache');
  return folder;
}
