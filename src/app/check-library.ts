import { LibraryReader } from '../store/library-reader.ts';
import { LIBRARY_VERSION } from '../store/migrate.ts';

/** Checks a library file for the doctor. */
export function checkLibrary(path: string): { good: boolean; line: string }[] {
  try {
    const reader = new LibraryReader(path);
    try {
      const faults = reader.quickCheck();
      return faults.length === 0
        ? [{ good: true, line: `library ${path}, form ${LIBRARY_VERSION}, whole` }]
        : faults.map((fault) => ({ good: false, line: `library ${path}: ${fault}` }));
    } finally {
      reader.close();
    }
  } catch (error) {
    return [{ good: false, line: error instanceof Error ? error.message : String(error) }];
  }
}
