import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { makeOwnFolder, writePrivateFile } from '../src/platform/files/private-files.ts';
import { log } from '../src/platform/log/log.ts';

const run = promisify(execFile);
/** Longest run in ms of the program that changes the picture. */
const LONGEST_MS = 10_000;

/** How a desktop changes its picture: a program, and its arguments for the path of a file, one list a run. */
interface WallpaperWay {
  readonly program: string;
  readonly runs: (file: string) => readonly (readonly string[])[];
}

const gsettings = (
  schema: string,
  keys: readonly string[],
  value: (file: string) => string,
): WallpaperWay => ({
  program: 'gsettings',
  runs: (file) => keys.map((key) => ['set', schema, key, value(file)]),
});
const uri = (file: string): string => pathToFileURL(file).href;
const GNOME = gsettings('org.gnome.desktop.background', ['picture-uri', 'picture-uri-dark'], uri);

/** By the names of XDG_CURRENT_DESKTOP. */
const WAYS: ReadonlyMap<string, WallpaperWay> = new Map([
  ...['GNOME', 'Unity', 'ubuntu', 'Budgie', 'Pantheon'].map((name) => [name, GNOME] as const),
  ...['X-Cinnamon', 'Cinnamon'].map(
    (name) => [name, gsettings('org.cinnamon.desktop.background', ['picture-uri'], uri)] as const,
  ),
  ['MATE', gsettings('org.mate.background', ['picture-filename'], (file) => file)],
  ['KDE', { program: 'plasma-apply-wallpaperimage', runs: (file) => [[file]] }],
]);

/**
 * How the desktop of this session changes its picture; null where it has no way that needs no permission, as on Windows
 * and macOS, or where its program is not there.
 */
export function wallpaperWay(
  platform: NodeJS.Platform,
  { XDG_CURRENT_DESKTOP = '', PATH = '' }: NodeJS.ProcessEnv,
): WallpaperWay | null {
  if (platform !== 'linux') return null;
  const way = XDG_CURRENT_DESKTOP.split(':')
    .map((name) => WAYS.get(name))
    .find((one) => one !== undefined);
  return way !== undefined && PATH.split(':').some((folder) => isProgram(path.join(folder, way.program)))
    ? way
    : null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Most folders of PATH do not have it.
    return false;
  }
}

/**
 * Makes a picture that of the desktop. It is copied into a folder of its own, because the desktop reads it again at each
 * start, and the photo may be on a drive that is not connected then; earlier copies are deleted.
 * @param picture JPEG
 * @throws Error where the file cannot be written, or the program fails or takes too long
 */
export async function setWallpaper(way: WallpaperWay, folder: string, picture: Uint8Array): Promise<void> {
  makeOwnFolder(folder);
  const earlier = await readdir(folder);
  // A new name each time: a desktop reads no file again that has its name already.
  const file = path.join(folder, `${randomUUID()}.jpg`);
  writePrivateFile(file, picture);
  try {
    for (const words of way.runs(file)) await run(way.program, words, { timeout: LONGEST_MS });
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  for (const name of earlier)
    await rm(path.join(folder, name), { force: true }).catch((error: unknown) =>
      log.warn('an earlier picture of the desktop cannot be deleted', { error }),
    );
}
