import type { IndexTransactions } from './index-transactions.ts';
import { selected } from './selected.ts';

/** A directory whose drive does not respond, with all that is below it. */
export interface SilentDirectory {
  /** Absolute path of the chosen folder. */
  readonly root: Uint8Array;
  /** Relative to the folder; empty for all of it. */
  readonly directory: Uint8Array;
  /** How often in a row it did not respond. */
  readonly tries: number;
  /** When it is tried again, ms since 1970. */
  readonly until: number;
}
const SILENT_DIRECTORY = selected<SilentDirectory>({
  root: 'd.path',
  directory: 's.path',
  tries: 's.tries',
  until: 's.until',
});

/**
 * SQL condition: the drive of a directory is not known to be silent.
 * @param folder column with the id of its folder
 * @param path column with its path relative to the folder
 */
export const responds = (folder: string, path: string): string =>
  `NOT EXISTS (SELECT 1 FROM silent_directories silent WHERE silent.folder_id = ${folder} AND (silent.path = x''
     OR ${path} = silent.path
     OR substr(${path}, 1, length(silent.path) + 1) = CAST(silent.path || x'2f' AS BLOB)))`;

/** Keeps which directories are silent, for the next indexer and for those who look. */
export class SilentDirectories {
  readonly #index: IndexTransactions;

  constructor(index: IndexTransactions) {
    this.#index = index;
  }

  all(): SilentDirectory[] {
    return this.#index
      .sql(
        `SELECT ${SILENT_DIRECTORY}
         FROM silent_directories s JOIN folders d ON d.id = s.folder_id ORDER BY d.id, s.path`,
      )
      .all() as SilentDirectory[];
  }

  put({ root, directory, tries, until }: SilentDirectory): void {
    this.#index.write(() => {
      this.#index
        .sql(
          `INSERT INTO silent_directories (folder_id, path, tries, until) SELECT id, ?, ?, ? FROM folders WHERE path = ?
           ON CONFLICT DO UPDATE SET tries = excluded.tries, until = excluded.until`,
        )
        .run(directory, tries, until, root);
      // Of a directory that is left out as a whole, its parts are no more.
      this.#index
        .sql(
          `DELETE FROM silent_directories WHERE folder_id = (SELECT id FROM folders WHERE path = ?) AND path <> ?
             AND (length(?) = 0 OR substr(path, 1, length(?) + 1) = CAST(? || x'2f' AS BLOB))`,
        )
        .run(root, directory, directory, directory, directory);
      this.#index.bumpRevision();
    });
  }

  delete({ root, directory }: Pick<SilentDirectory, 'root' | 'directory'>): void {
    this.#index.write(() => {
      this.#index
        .sql(
          'DELETE FROM silent_directories WHERE folder_id = (SELECT id FROM folders WHERE path = ?) AND path = ?',
        )
        .run(root, directory);
      this.#index.bumpRevision();
    });
  }

  /** Deletes those of removed folders. */
  deleteUnwanted(): void {
    this.#index.write(() =>
      this.#index.sql('DELETE FROM silent_directories WHERE folder_id NOT IN (SELECT id FROM folders)').run(),
    );
  }
}
