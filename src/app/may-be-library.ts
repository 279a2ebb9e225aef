import { existsSync, type Stats } from 'node:fs';
import { journalPath } from '../store/journal-path.ts';

/**
 * Whether what is there can be opened as a library without making a new one: an empty file only beside its journal,
 * from which it is made again.
 */
export const mayBeLibrary = (library: string, found: Stats): boolean =>
  found.isFile() && (found.size > 0 || existsSync(journalPath(library)));
