import { conflictCopies } from '../store/conflict-copies.ts';
import type { UserDataWriter } from '../store/user-data-writer.ts';

/**
 * Joins the conflict copies of the journal beside a library, and renames them.
 * @returns their former paths
 * @throws BeachcombError what the store throws
 */
export function joinConflictCopies(library: string, userData: UserDataWriter): string[] {
  const journals = conflictCopies(library).filter(
    ({ kind, isOfLibrary }) => kind === 'journal' && isOfLibrary,
  );
  for (const { path } of journals) userData.joinJournal(path);
  return journals.map(({ path }) => path);
}
