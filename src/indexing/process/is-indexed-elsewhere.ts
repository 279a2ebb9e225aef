import { isLibraryLocked } from '../../store/library-lock.ts';

/** Whether an indexer has the library just now, in whatever process; it does not wait. */
export const isIndexedElsewhere = (library: string): boolean => isLibraryLocked(library);
