import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BeachcombError } from '../../domain/error.ts';
import { userLibrary } from '../../platform/files/data-folder.ts';
import { isDiskFull } from '../../platform/files/is-disk-full.ts';
import { makeOwnFolder, makePrivateFolder } from '../../platform/files/private-files.ts';
import { realFile } from '../../platform/files/real-file.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Folder of the files that are shipped with the program. */
export const MODELS = path.join(root, 'models');
/** Folder of the built renderer. */
export const RENDERER = path.join(root, 'dist', 'renderer');
const samples = path.join(MODELS, 'samples');
/** Folder of sample photos, if there is one. */
export const SAMPLES = existsSync(samples) ? samples : null;

/** Real path of the library to use, not a link to it: the option's value, `BEACHCOMB_LIBRARY`, or the system's default. Creates nothing. */
export const libraryPath = (option: string | undefined): string =>
  realFile(option ?? process.env['BEACHCOMB_LIBRARY'] ?? userLibrary());

/**
 * The same for callers that may create the library: its folder is created if missing.
 * @throws BeachcombError `library-unwritable`, `disk-full`
 */
export function libraryFor(option: string | undefined): string {
  const library = libraryPath(option);
  const folder = path.dirname(library);
  try {
    // Another folder may hold more than the library.
    if (library === userLibrary()) makeOwnFolder(folder);
    else makePrivateFolder(folder);
    if (statSync(library, { throwIfNoEntry: false })?.isDirectory() === true)
      throw Object.assign(new Error('It is a folder.'), { code: 'EISDIR', syscall: 'open', path: library });
  } catch (error) {
    const { message } = error as NodeJS.ErrnoException;
    throw new BeachcombError(
      isDiskFull(error) ? 'disk-full' : 'library-unwritable',
      `There can be no library in this place (${message}).`,
      { cause: error },
    );
  }
  return library;
}
