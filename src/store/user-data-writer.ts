import { BeachcombError } from '../domain/error.ts';
import { LIBRARY_VERSION, libraryVersion } from './migrate.ts';
import { type Connection, openDatabase } from './open-database.ts';
import { StatementWriter } from './statement-writer.ts';
import { UserDataTransactions, type UserDataWrites } from './user-data-transactions.ts';

function refusing(db: Connection<'person'>, unwritable: BeachcombError): UserDataWrites {
  // Its tables are not those of this schema version.
  if (libraryVersion(db) < LIBRARY_VERSION) throw unwritable;
  return {
    write: () => {
      throw unwritable;
    },
  };
}

/**
 * Writes user data in small transactions that survive a power cut and the loss of the library file (see
 * UserDataJournal). Never writes the tables of the index.
 */
export class UserDataWriter {
  readonly #db: Connection<'person'>;
  /** Corrections, custom labels, favourites, albums, searches. */
  readonly statements: StatementWriter;

  readonly #transactions: UserDataWrites;

  /**
   * @param unwritable the error that makes the library read-only, if known: every write throws it
   * @throws BeachcombError as `openDatabase`
   */
  constructor(path: string, unwritable: BeachcombError | null = null) {
    this.#db =
      unwritable === null
        ? openDatabase(path, 'person')
        : (openDatabase(path, 'read') as unknown as Connection<'person'>);
    try {
      this.#transactions =
        unwritable === null ? new UserDataTransactions(this.#db, path) : refusing(this.#db, unwritable);
    } catch (error) {
      this.#db.close();
      throw error;
    }
    this.statements = new StatementWriter(this.#db, this.#transactions);
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

  /** Ignores the present problems of these files, or shows them again. */
  ignoreProblems(files: readonly number[], ignored: boolean): void {
    const chosen = JSON.stringify(files);
    this.#write(() => {
      this.#db
        .prepare('DELETE FROM ignored_problems WHERE file_id IN (SELECT value FROM json_each(?))')
        .run(chosen);
      // Removes entries of files that are gone or have changed.
      this.#db
        .prepare(
          `DELETE FROM ignored_problems AS i WHERE NOT EXISTS
             (SELECT 1 FROM files f WHERE f.id = i.file_id AND f.size = i.size AND f.mtime = i.mtime)`,
        )
        .run();
      if (ignored)
        this.#db
          .prepare(
            `INSERT INTO ignored_problems (file_id, size, mtime)
             SELECT id, size, mtime FROM files WHERE id IN (SELECT value FROM json_each(?))`,
          )
          .run(chosen);
    });
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
