import { realFile } from '../platform/files/real-file.ts';
import { log } from '../platform/log/log.ts';
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
  const closing = new AsyncDisposableStack();
  try {
    const parts = openSearchParts({ ...options, path: realFile(options.path) }, closing);
    return { ...librarySearch(parts), close: () => closing.disposeAsync() };
  } catch (error) {
    await closing
      .disposeAsync()
      .catch((failure: unknown) => log.error('a part of the library cannot be closed', { error: failure }));
    throw error;
  }
}
