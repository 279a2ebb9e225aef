import { statSync } from 'node:fs';
import process from 'node:process';
import type { Library } from '../../app/library.ts';
import { mayBeLibrary } from '../../app/may-be-library.ts';
import type { OpenOptions } from '../../app/open-options.ts';
import type { openSearch } from '../../app/open-search.ts';
import { dataFolder } from '../../platform/files/data-folder.ts';
import { log } from '../../platform/log/log.ts';
import { libraryPath, MODELS } from '../host/paths.ts';
import { CommandError } from './command-error.ts';
import { reportReadOnly } from './read-only-library.ts';
import { LANGUAGE, words } from './words.ts';

const report = (line: string): void => {
  log.warn('the library reports', { detail: line });
  process.stderr.write(`${line}\n`);
};

const quietly = (library: string): OpenOptions => ({
  path: library,
  models: MODELS,
  dataFolder: dataFolder(),
  samples: null,
  indexing: false,
  log: report,
  onReadOnly: reportReadOnly,
  language: LANGUAGE,
});

/**
 * Opens a library for one command, without an indexer. Recovery and other events are logged to stderr.
 * @param library its path; created if missing
 */
export const openQuietly = async (library: string): Promise<Library> =>
  (await import('../../app/open-library.ts')).openLibrary(quietly(library));

/** The same for a search, which loads less. */
export const openSearchQuietly = async (library: string): ReturnType<typeof openSearch> =>
  (await import('../../app/open-search.ts')).openSearch(quietly(library));

/**
 * Path of an existing library.
 * @param option value of `--library`
 * @throws BeachcombError `not-found`; nothing is created
 */
export function existingLibrary(option: string | undefined): string {
  const library = libraryPath(option);
  const found = statSync(library, { throwIfNoEntry: false });
  if (found === undefined) throw new CommandError('not-found', words('cli.noLibrary', { path: library }));
  if (!mayBeLibrary(library, found))
    throw new CommandError('not-found', words('cli.notALibrary', { path: library }));
  return library;
}
