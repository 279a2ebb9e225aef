import * as z from 'zod';
import { BeachcombError } from '../domain/error.ts';
import {
  EXPORTED_SETTINGS,
  type FolderRecord,
  type IgnoredProblem,
  type LibraryRecord,
  type MissingAnswer,
} from '../domain/library-record.ts';
import { displayPath } from '../domain/path-bytes.ts';
import { HISTORY_REASONS, type HistoriesFound, type HistoryChoice } from '../domain/recovery.ts';
import { becomeChosen } from './choose-history.ts';
import { type HistoryOptions, historyOptions } from './history-options.ts';
import { joinHistories } from './join-histories.ts';
import { positionOf } from './journal-position.ts';
import { becomeHistory, historyOf, historyOfJournal } from './library-history.ts';
import { LIBRARY_VERSION, libraryVersion } from './migrate.ts';
import { type Access, type Connection, openDatabase } from './open-database.ts';
import { PeopleWriter } from './people-writer.ts';
import { PhotoContents } from './photo-contents.ts';
import { setAside } from './set-aside.ts';
import { StatementWriter } from './statement-writer.ts';
import { TrashLog } from './trash-log.ts';
import { UserDataJournal } from './user-data-journal.ts';
import { UserDataTransactions, type UserDataWrites } from './user-data-transactions.ts';

/** As JournalReunion writes it. */
const foundSchema = z.object({
  at: z.int(),
  reason: z.enum(HISTORY_REASONS),
  library: z.string().nullable(),
  journal: z.string(),
});

/** The writes of a library that is read only: each throws `unwritable`. */
function refusing(db: Connection<'read'>, unwritable: BeachcombError): UserDataWrites {
  // Its tables are not those of this schema version.
  if (libraryVersion(db) < LIBRARY_VERSION) throw unwritable;
  return {
    write: () => {
      throw unwritable;
    },
  };
}

/** Opens a connection and what writes through it; the connection is closed if that throws. */
function opened<A extends Access>(
  path: string,
  mode: A,
  writes: (db: Connection<A>) => UserDataWrites,
): { readonly db: Connection<A>; readonly transactions: UserDataWrites } {
  const db = openDatabase(path, mode);
  try {
    return { db, transactions: writes(db) };
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Writes user data in small transactions that survive a power cut and the loss of the library file (see
 * UserDataJournal). Never writes the tables of the index, apart from `contents` and
 * `trash`.
 */
export class UserDataWriter {
  readonly #db: Connection<'person' | 'read'>;
  /** Corrections, custom labels, favourites, albums, searches. */
  readonly statements: StatementWriter;
  readonly contents: PhotoContents;
  /** Files that the user moved to the trash. */
  readonly trash: TrashLog;
  /** People and their faces. */
  readonly people: PeopleWriter;

  readonly #transactions: UserDataWrites;
  readonly #path: string;

  /**
   * @param path the real path, not a link
   * @param unwritable the error that makes the library read-only, if known: every write throws it
   * @throws BeachcombError as `openDatabase`
   */
  constructor(path: string, unwritable: BeachcombError | null = null, options: Partial<HistoryOptions> = {}) {
    this.#path = path;
    const { db, transactions } =
      unwritable === null
        ? opened(
            path,
            'person',
            (writable) => new UserDataTransactions(writable, path, { ...historyOptions(path), ...options }),
          )
        : opened(path, 'read', (readable) => refusing(readable, unwritable));
    this.#db = db;
    this.#transactions = transactions;
    this.statements = new StatementWriter(this.#db, this.#transactions);
    this.contents = new PhotoContents(this.#db, unwritable === null);
    this.trash = new TrashLog(this.#db, unwritable);
    this.people = new PeopleWriter(this.#db, this.#transactions);
  }

  #write<T>(work: () => T): T {
    return this.#transactions.write(work);
  }

  /**
   * Adds a folder, or finds the folder that equals or contains it.
   * @param path absolute, as bytes, without a trailing slash
   * @throws BeachcombError `folder-overlaps` if it contains a folder of the library: photos would be found twice
   */
  addFolder(path: Uint8Array, at: number): number {
    const liesIn = (inner: Uint8Array, outer: Uint8Array): boolean => {
      const [a, b] = [Buffer.from(inner).toString('latin1'), Buffer.from(outer).toString('latin1')];
      return a === b || a.startsWith(b.endsWith('/') ? b : `${b}/`);
    };
    return this.#write(() => {
      const folders = this.#db.prepare('SELECT id, path FROM folders').all() as {
        id: number;
        path: Buffer;
      }[];
      const around = folders.find((folder) => liesIn(path, folder.path));
      if (around !== undefined) return around.id;
      const inside = folders.find((folder) => liesIn(folder.path, path));
      if (inside !== undefined)
        throw new BeachcombError(
          'folder-overlaps',
          `The folder contains ${inside.path.toString()}, which is already in the library. Remove that folder first.`,
          { reason: { code: 'folder-contains', path: displayPath(inside.path) } },
        );
      const insert = this.#db.prepare('INSERT INTO folders (path, added_at) VALUES (?, ?)');
      return Number(insert.run(path, at).lastInsertRowid);
    });
  }

  /** @returns false if there is no such folder */
  removeFolder(id: number): boolean {
    return this.#write(() => this.#db.prepare('DELETE FROM folders WHERE id = ?').run(id).changes > 0);
  }

  setExcluded(folder: number, directories: readonly Uint8Array[]): void {
    this.#write(() => {
      this.#db.prepare('DELETE FROM exclusions WHERE folder_id = ?').run(folder);
      const insert = this.#db.prepare(
        'INSERT INTO exclusions (folder_id, path) VALUES (?, ?) ON CONFLICT DO NOTHING',
      );
      for (const directory of directories) insert.run(folder, directory);
    });
  }

  /** Folders, exclusions, ignored problems, answers about missing files and settings, to be exported. */
  libraryRecord(): LibraryRecord {
    const folders = this.#db
      .prepare('SELECT id, path, added_at AS at FROM folders ORDER BY id')
      .all() as (Pick<FolderRecord, 'path' | 'at'> & { readonly id: number })[];
    const excluded = this.#db
      .prepare('SELECT path FROM exclusions WHERE folder_id = ? ORDER BY path')
      .pluck();
    const ignored = this.#db.prepare(
      'SELECT path, size, mtime FROM ignored_problems WHERE folder_id = ? ORDER BY path',
    );
    const answers = this.#db.prepare(
      'SELECT since, forget FROM missing_answers WHERE folder_id = ? ORDER BY since',
    );
    const setting = this.#db.prepare('SELECT value FROM settings WHERE key = ?').pluck();
    const settings = EXPORTED_SETTINGS.flatMap((key) => {
      const value = setting.get(key);
      return typeof value === 'string' ? [[key, JSON.parse(value)] as const] : [];
    });
    return {
      folders: folders.map(({ id, path, at }) => ({
        path,
        at,
        excluded: excluded.all(id) as Uint8Array[],
        ignored: ignored.all(id) as IgnoredProblem[],
        missing: (answers.all(id) as { since: number; forget: number }[]).map(
          ({ since, forget }): MissingAnswer => ({ since, forget: forget === 1 }),
        ),
      })),
      settings: Object.fromEntries(settings),
    };
  }

  /**
   * Takes over the exclusions, ignored problems and answers of an imported folder. What the user chose for a folder that was in
   * the library before stays.
   * @param isNew whether the folder was added by the import
   */
  takeOverFolder(folder: number, { excluded, ignored, missing }: FolderRecord, isNew: boolean): void {
    if (isNew && excluded.length > 0) this.setExcluded(folder, excluded);
    this.#write(() => {
      const insert = this.#db.prepare(
        `INSERT INTO ignored_problems (folder_id, path, size, mtime) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      );
      for (const { path, size, mtime } of ignored) insert.run(folder, path, size, mtime);
      const answer = this.#db.prepare(
        'INSERT INTO missing_answers (folder_id, since, forget) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      );
      for (const { since, forget } of missing) answer.run(folder, since, forget ? 1 : 0);
    });
  }

  /** Keeps whether the files of a folder that are missing since some events will come back, or are deleted. */
  answerMissing(folder: number, answers: readonly MissingAnswer[]): void {
    this.#write(() => {
      const answer = this.#db.prepare(
        `INSERT INTO missing_answers (folder_id, since, forget) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET forget = excluded.forget`,
      );
      for (const { since, forget } of answers) answer.run(folder, since, forget ? 1 : 0);
    });
  }

  /** Ignores the present problems of these files, or shows them again. */
  ignoreProblems(files: readonly number[], ignored: boolean): void {
    const chosen = JSON.stringify(files);
    this.#write(() => {
      this.#db
        .prepare(
          `DELETE FROM ignored_problems WHERE (folder_id, path) IN
             (SELECT folder_id, path FROM file_paths WHERE id IN (SELECT value FROM json_each(?)))`,
        )
        .run(chosen);
      // Removes entries of files that have changed. A missing file may only be unreachable.
      this.#db
        .prepare(
          `DELETE FROM ignored_problems AS i WHERE EXISTS (SELECT 1 FROM file_paths f
             WHERE f.folder_id = i.folder_id AND f.path = i.path AND (f.size <> i.size OR f.mtime <> i.mtime))`,
        )
        .run();
      if (ignored)
        this.#db
          .prepare(
            `INSERT INTO ignored_problems (folder_id, path, size, mtime)
             SELECT f.folder_id, f.path, f.size, f.mtime FROM file_paths f JOIN folders d ON d.id = f.folder_id
             WHERE f.id IN (SELECT value FROM json_each(?))`,
          )
          .run(chosen);
    });
  }

  /** Two histories that were found and joined, until the user has chosen; null if there are none. */
  historiesFound(): HistoriesFound | null {
    const value = this.#db.prepare("SELECT value FROM settings WHERE key = 'histories'").pluck().get();
    return typeof value === 'string' ? (foundSchema.safeParse(JSON.parse(value)).data ?? null) : null;
  }

  /**
   * Makes one of the histories found count, or both. What was written since they were found stays in any case, and so
   * do the copies of both.
   * @throws BeachcombError `not-found` if the copy is gone
   */
  chooseHistory(choice: HistoryChoice): void {
    const found = this.historiesFound();
    if (found === null) return;
    this.#write(() => {
      if (choice !== 'both') becomeChosen(this.#db, this.#path, found, choice);
      this.#db.prepare("DELETE FROM settings WHERE key = 'histories'").run();
    });
  }

  /**
   * Joins the statements of another journal of this library: of each, the later one counts. The file is renamed, so
   * that nothing of it is lost and it is not joined again.
   * @param copy its path
   * @throws BeachcombError `not-found` if it is not a journal of this library
   */
  joinJournal(copy: string): void {
    const journal = new UserDataJournal(copy);
    const header = journal.exists() ? journal.read(() => {}).header : null;
    if (header === null || header.library !== positionOf(this.#db)?.library)
      throw new BeachcombError('not-found', `${copy} is not a journal of this library.`);
    const theirs = historyOfJournal(journal).history;
    this.#write(() => becomeHistory(this.#db, joinHistories(historyOf(this.#db), theirs), false));
    setAside(copy, 'joined', new Date());
  }

  setSetting(key: string, value: unknown): void {
    this.#write(() =>
      this.#db
        .prepare(
          'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
        )
        .run(key, JSON.stringify(value)),
    );
  }

  /** @param ms how long a write waits, and blocks this thread, where another program has the library locked */
  waitForLocks(ms: number): void {
    this.#db.pragma(`busy_timeout = ${ms}`);
  }

  close(): void {
    this.#db.close();
  }
}
