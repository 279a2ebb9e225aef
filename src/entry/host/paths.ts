import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What comes with the program. */
export const MODELS = path.join(root, 'models');
/** The built renderer. */
export const RENDERER = path.join(root, 'dist', 'renderer');
const samples = path.join(MODELS, 'samples');
/** The folder of sample photos, where there is one. */
export const SAMPLES = existsSync(samples) ? samples : null;

/** Where a person's library lies by each system's custom. */
export function defaultLibrary(
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
): string {
  const home = os.homedir();
  const folder =
    platform === 'win32'
      ? path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Beachcomb')
      : platform === 'darwin'
        ? path.join(home, 'Library', 'Application Support', 'Beachcomb')
        : path.join(env['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'beachcomb');
  return path.join(folder, 'library.sqlite');
}

/** Path of the library to use: the option's, `BEACHCOMB_LIBRARY`, or the system's default. Creates nothing. */
export const libraryPath = (option: string | undefined): string =>
  path.resolve(option ?? process.env['BEACHCOMB_LIBRARY'] ?? defaultLibrary());

/** The same for whoever may create the library: its folder is created where it is missing. */
export function libraryFor(option: string | undefined): string {
  const library = libraryPath(option);
  mkdirSync(path.dirname(library), { recursive: true });
  return library;
}
