import { BeachcombError } from '../domain/error.ts';
import { type Connection, openDatabase, storeError } from './open-database.ts';

/** Writes what the person said: tiny transactions that survive a power cut. It never writes the machine's tables. */
export class PersonWriter {
  readonly #db: Connection<'person'>;

  constructor(path: string) {
    this.#db = openDatabase(path, 'person');
  }

  #write<T>(work: () => T): T {
    try {
      return this.#db.transaction(work).immediate();
    } catch (error) {
      throw storeError(error);
    }
  }

  /**
   * Adds a folder, or finds the one that it is, or lies in, already.
   * @param path absolute, as bytes, without a slash at its end
   * @throws BeachcombError `folder-overlaps` where it lies around one that is there: photos would be found twice
   */
  addFolder(path: Uint8Array, at: number): number {
    const select = (inner: string, outer: string): { id: number; path: Buffer } | undefined =>
      this.#db
        .prepare(
          `SELECT id, path FROM folders
           WHERE path = :new OR substr(${inner}, 1, length(${outer}) + 1) = CAST(${outer} || x'2f' AS BLOB)`,
        )
        .get({ new: path }) as { id: number; path: Buffer } | undefined;
    return this.#write(() => {
      const around = select(':new', 'path');
      if (around !== undefined) return around.id;
      const inside = select('path', ':new');
      if (inside !== undefined)
        throw new BeachcombError(
          'folder-overlaps',
          `The folder contains ${inside.path.toString()}, which is in the library already. Remove that one first.`,
        );
      const insert = this.#db.prepare('INSERT INTO folders (path, added_at) VALUES (?, ?)');
      return Number(insert.run(path, at).lastInsertRowid);
    });
  }

  /** @returns false where there is no such folder */
  removeFolder(id: number): boolean {
    return this.#write(() => this.#db.prepare('DELETE FROM folders WHERE id = ?').run(id).changes > 0);
  }

  setExcluded(folder: number, directories: readonly Uint8Array[]): void {
    this.#write(() => {
      this.#db.prepare('DELETE FROM exclusions WHERE folder_id = ?').run(folder);
      const insert = this.#db.prepare('INSERT INTO exclusions (folder_id, path) VALUES (?, ?) ON CONFLICT DO NOTHING');
      for (const directory of directories) insert.run(folder, directory);
    });
  }

  setSetting(key: string, value: unknown): void {
    this.#write(() =>
      this.#db
        .prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
        .run(key, JSON.stringify(value)),
    );
  }

  close(): void {
    this.#db.close();
  }
}
