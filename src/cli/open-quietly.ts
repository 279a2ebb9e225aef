import { MODELS } from '../host/paths.ts';
import type { Library } from '../library/library.ts';
import { openLibrary } from '../library/open-library.ts';

/** Opens a library for one command, without an indexer. */
export const openQuietly = (library: string): Promise<Library> =>
  openLibrary({ path: library, models: MODELS, samples: null, indexing: false, log: () => {} });
