import process from 'node:process';
import { MODELS } from '../host/paths.ts';
import type { Library } from '../library/library.ts';
import { openLibrary } from '../library/open-library.ts';

const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** Opens a library for one command, without an indexer. What happened to it is said to the person. */
export const openQuietly = (library: string): Promise<Library> =>
  openLibrary({ path: library, models: MODELS, samples: null, indexing: false, log });
