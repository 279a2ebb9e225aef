import { BeachcombError } from '../domain/error.ts';
import type { Format } from '../i18n/formatter.ts';
import { errorReasonText } from '../i18n/sentences.ts';
import { LibraryReader } from '../store/library-reader.ts';
import { LIBRARY_VERSION } from '../store/migrate.ts';

/** Checks a library file for the doctor. */
export function checkLibrary(path: string, format: Format): { good: boolean; line: string }[] {
  try {
    const reader = new LibraryReader(path);
    try {
      const faults = reader.quickCheck();
      return faults.length === 0
        ? [{ good: true, line: format('cli.doctor.libraryGood', { path, version: LIBRARY_VERSION }) }]
        : faults.map((fault) => ({ good: false, line: format('cli.doctor.libraryBad', { path, fault }) }));
    } finally {
      reader.close();
    }
  } catch (error) {
    const reason = error instanceof BeachcombError ? error.reason : null;
    const fault = error instanceof Error ? error.message : String(error);
    const line =
      reason === null ? format('cli.doctor.libraryBad', { path, fault }) : errorReasonText(format, reason);
    return [{ good: false, line }];
  }
}
