import { journalPath } from './journal-path.ts';
import { positionIn } from './library-files.ts';
import { type JournalContent, UserDataJournal } from './user-data-journal.ts';

/**
 * Reads the journal of a library from its first to its last line. Changes nothing.
 * @returns its content, and whether the library is in step with it; null if there is no journal
 */
export function inspectJournal(
  library: string,
): { readonly path: string; readonly content: JournalContent; readonly isOfLibrary: boolean } | null {
  const journal = new UserDataJournal(journalPath(library));
  if (!journal.exists()) return null;
  const content = journal.read(() => {});
  const position = positionIn(library);
  const isSame = position?.library === content.header?.library && position?.seq === content.seq;
  return {
    path: journal.path,
    content,
    isOfLibrary: isSame && (position?.hash === null || position?.hash === content.hash),
  };
}
