import { realFile } from '../platform/files/real-file.ts';
import { closedOnFailure } from './closed-on-failure.ts';
import type { LibrarySearch } from './library.ts';
import { librarySearch } from './library-search.ts';
import type { OpenOptions } from './open-options.ts';
import { openSearchParts } from './open-search-parts.ts';

/**
 * Opens a library for searches alone: the same parts as `openLibrary`, without those that a search does not need. Loading
 * the others takes longer than a search.
 * @throws BeachcombError what the store throws; then everything that was opened is closed again
 */
export async function openSearch(
  options: OpenOptions,
): Promise<LibrarySearch & { readonly close: () => Promise<void> }> {
  return closedOnFailure((closing) => {
    const parts = openSearchParts({ ...options, path: realFile(options.path) }, closing);
    return { ...librarySearch(parts), close: () => closing.disposeAsync() };
  });
}
