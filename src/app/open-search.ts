import { realFile } from '../platform/files/real-file.ts';
import { KeptIndex } from '../search/index/kept-index.ts';
import { programBuild } from '../search/index/program-build.ts';
import { closedOnFailure } from './closed-on-failure.ts';
import type { LibrarySearch } from './library.ts';
import { librarySearch } from './library-search.ts';
import type { OpenOptions } from './open-options.ts';
import { openSearchParts } from './open-search-parts.ts';
import { programVersion } from './program-version.ts';

/**
 * Opens a library for searches alone: the same parts as `openLibrary`, without those that a search does not need. Loading
 * the others takes longer than a search. So does reading the index, which is kept for the next search.
 * @param build of the program; null: the index is read from the library, and not kept
 * @throws BeachcombError what the store throws; then everything that was opened is closed again
 */
export async function openSearch(
  options: OpenOptions,
  build = versionAndBuild(),
): Promise<LibrarySearch & { readonly close: () => Promise<void> }> {
  return closedOnFailure((closing) => {
    const path = realFile(options.path);
    const kept = build === null ? null : new KeptIndex(path, build);
    const parts = openSearchParts({ ...options, path }, closing, kept);
    return { ...librarySearch(parts), close: () => closing.disposeAsync() };
  });
}

/** With the version, because data that lies beside the bundle may differ. */
function versionAndBuild(): string | null {
  const build = programBuild();
  return build === null ? null : `${programVersion()} ${build}`;
}
