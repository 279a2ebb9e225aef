import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { BeachcombError } from '../domain/error.ts';
import type { HistoriesFound, HistoryChoice } from '../domain/recovery.ts';
import { parentOf, type Statement } from './join-histories.ts';
import { becomeHistory, historyOf, historyOfJournal } from './library-history.ts';
import { UserDataJournal } from './user-data-journal.ts';

/**
 * Gives a library the user data of one of two histories that were found, with what was written since. Call within a
 * write of user data.
 * @throws BeachcombError `not-found` if the copy of that history is gone
 */
export function becomeChosen(
  db: Database,
  library: string,
  found: HistoriesFound,
  choice: Exclude<HistoryChoice, 'both'>,
): void {
  const file = found[choice];
  // The journal was damaged: there is no copy of the library because the library is whole.
  if (file === null) return;
  const journal = new UserDataJournal(path.join(path.dirname(library), path.basename(file)));
  if (!journal.exists()) throw new BeachcombError('not-found', `${file} is no longer there.`);
  const chosen = historyOfJournal(journal).history;
  const wanted = new Map<string, Statement>(chosen);
  const current = historyOf(db);
  for (const [subject, statement] of current)
    if (statement.at > found.at) wanted.set(subject, statement);
    else if (!chosen.has(subject)) wanted.set(subject, { ...statement, row: null });
  // What got a part since stays too: the album of a photo that was added.
  for (const statement of current.values()) {
    const parent = statement.at > found.at && statement.row !== null ? parentOf(statement) : null;
    const whole = parent === null ? undefined : current.get(parent);
    if (parent !== null && whole !== undefined && !wanted.get(parent)?.row) wanted.set(parent, whole);
  }
  becomeHistory(db, wanted, false);
}
