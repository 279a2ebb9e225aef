import type { Library } from '../../src/app/library.ts';
import { openLibrary } from '../../src/app/open-library.ts';
import { MODELS } from './paths.ts';

/** A library in which nothing is indexed. @param library its path */
export const openAtRest = (library: string, log: (line: string) => void = console.error): Promise<Library> =>
  openLibrary({ path: library, models: MODELS, samples: null, indexing: false, log });
