import { BeachcombError } from '../domain/error.ts';
import type { Format } from '../i18n/formatter.ts';
import { errorReasonText } from '../i18n/sentences.ts';
import { log } from '../platform/log/log.ts';
import { conflictCopies } from '../store/conflict-copies.ts';
import { isForeignFile } from '../store/damage-of.ts';
import { inspectJournal } from '../store/inspect-journal.ts';
import { LibraryReader } from '../store/library-reader.ts';
import { LIBRARY_VERSION } from '../store/migrate.ts';
import { isWhole } from '../store/user-data-journal.ts';
import { programVersion } from './program-version.ts';

/** Checks the journal of a library for the doctor: every line, and whether it is that of the library. */
export function checkJournal(path: string, format: Format): { good: boolean; line: string }[] {
  const found = inspectJournal(path);
  if (found === null) return [];
  const { content, isOfLibrary } = found;
  const { unreadable, gaps, reordered, foreign, encoding } = content;
  const lines = isWhole(content)
    ? [{ good: true, line: format('cli.doctor.journalGood', { path: found.path, writes: content.seq }) }]
    : [
        {
          good: false,
          line: format('cli.doctor.journalFaults', {
            path: found.path,
            unreadable,
            gaps,
            reordered,
            foreign,
            encoding: encoding ?? 'utf-8',
          }),
        },
      ];
  if (!isOfLibrary)
    lines.push({ good: false, line: format('cli.doctor.journalOther', { path: found.path }) });
  return lines;
}

/** The conflict copies beside a library, for the doctor: none is used, and none is overwritten. */
export const checkConflictCopies = (path: string, format: Format): { good: boolean; line: string }[] =>
  conflictCopies(path).map(({ path: copy, kind, isOfLibrary }) => ({
    good: false,
    line: format(
      kind === 'journal' && isOfLibrary ? 'cli.doctor.conflictingJournal' : 'cli.doctor.conflictCopy',
      { path: copy },
    ),
  }));

/** Checks a library file for the doctor. */
export function checkLibrary(path: string, format: Format): { good: boolean; line: string }[] {
  try {
    if (isForeignFile(path)) return [{ good: false, line: format('cli.notALibrary', { path }) }];
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

/** The films of a library whose frames were not seen, for the doctor: no fault, but a window has to be open for some. */
export function checkFilms(path: string, format: Format): { good: boolean; line: string }[] {
  try {
    const reader = new LibraryReader(path);
    try {
      const { waiting, unreadable } = reader.filmCounts(programVersion());
      return [
        ...(waiting > 0 ? [{ good: true, line: format('cli.status.filmsWaiting', { n: waiting }) }] : []),
        ...(unreadable > 0
          ? [{ good: true, line: format('cli.status.filmsUnreadable', { n: unreadable }) }]
          : []),
      ];
    } finally {
      reader.close();
    }
  } catch (error) {
    // An older library has no such table, and of a damaged one the check of the library has the reason.
    log.info('the films of the library cannot be counted', { error });
    return [];
  }
}
