import type { BeachcombError } from '../domain/error.ts';
import type { FileKind } from '../domain/file.ts';
import { type Connection, storeError } from './open-database.ts';
import { PreparedQueries, type PreparedQuery } from './prepared-queries.ts';
import { selected } from './selected.ts';

/** A file that is to be moved to the trash. */
export interface FileToTrash {
  /** Absolute path. */
  readonly original: Uint8Array;
  readonly folder: number;
  /** Relative to the folder. */
  readonly directory: Uint8Array;
  readonly name: Uint8Array;
  /** Bytes. */
  readonly size: number;
  /** Microseconds since 1970. */
  readonly mtime: number;
  /** Null for a companion. */
  readonly kind: FileKind | null;
  readonly cloudOnly: number;
  readonly photo: number | null;
  /** 1: listed, its content is still to be read. */
  readonly waits: number;
  /** Absolute path in the trash, and that of the file that keeps where it comes from; null: only the system has it. */
  readonly trashFile: Uint8Array | null;
  readonly trashInfo: Uint8Array | null;
}

/** A file that was moved, or was on its way. */
export interface TrashedFile extends FileToTrash {
  readonly id: number;
  readonly run: number;
  /** Id of the process that moved it. */
  readonly process: number;
  /** ms since 1970 */
  readonly at: number;
}

/** A file that is back, as the system describes it now. */
export interface RestoredFile {
  readonly id: number;
  /** Bytes. */
  readonly size: number;
  /** Microseconds since 1970, like `ctime`. */
  readonly mtime: number;
  readonly ctime: number;
}

/** Files that went together. */
export interface TrashRun {
  readonly run: number;
  /** When the last of them went, ms since 1970. */
  readonly at: number;
}

/** So long it is kept where a file came from: its way back is in the trash too. */
const KEPT_MS = 90 * 86_400_000;
const TRASHED_FILE = selected<TrashedFile>({
  id: 'id',
  run: 'run',
  process: 'process',
  at: 'at',
  original: 'original',
  folder: 'folder_id',
  directory: 'directory',
  name: 'name',
  size: 'size',
  mtime: 'mtime',
  kind: 'kind',
  cloudOnly: 'cloud_only',
  photo: 'photo_id',
  waits: 'waits',
  trashFile: 'trash_file',
  trashInfo: 'trash_info',
});

/**
 * What the user moved to the trash. A file is written here before it is moved; with the note that it was moved, its row
 * leaves the index in one transaction, so that its photo is neither shown nor missing, whether an indexer runs or not.
 * What the user stated of the photo is kept by its content and is not touched.
 */
export class TrashLog {
  readonly #db: Connection<'person' | 'read'>;
  readonly #queries: PreparedQueries;
  readonly #unwritable: BeachcombError | null;

  /** @param unwritable the error of every write */
  constructor(db: Connection<'person' | 'read'>, unwritable: BeachcombError | null) {
    this.#db = db;
    this.#queries = new PreparedQueries(db);
    this.#unwritable = unwritable;
  }

  #sql(sql: string): PreparedQuery {
    return this.#queries.of(sql);
  }

  #write<T>(work: () => T): T {
    if (this.#unwritable !== null) throw this.#unwritable;
    try {
      return this.#db.transaction(work).immediate();
    } catch (error) {
      throw storeError(error);
    }
  }

  /** Number of the next run, which no run had before: whoever still wants to undo one of those undoes no other. */
  nextRun(): number {
    const last = this.#sql(
      `SELECT max(coalesce((SELECT max(run) FROM trashed_files), 0),
         coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'trashed_files'), 0))`,
    );
    return (last.pluck().get() as number) + 1;
  }

  /**
   * Notes files that are to be moved now.
   * @param process id of the process that moves them
   * @returns their ids, in the same order
   * @throws BeachcombError if the library cannot be written: then nothing may be moved
   */
  intend(run: number, process: number, files: readonly FileToTrash[], at: number): number[] {
    const insert = this.#sql(
      `INSERT INTO trashed_files (run, state, process, at, original, folder_id, directory, name, size, mtime, kind,
         cloud_only, photo_id, waits, trash_file, trash_info)
       VALUES (?, 'intended', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    return this.#write(() => {
      this.#sql("DELETE FROM trashed_files WHERE state = 'moved' AND at < ?").run(at - KEPT_MS);
      return files.map((file) => {
        const { original, folder, directory, name, size, mtime, kind } = file;
        const { cloudOnly, photo, waits, trashFile, trashInfo } = file;
        const values = [original, folder, directory, name, size, mtime, kind];
        const rest = [cloudOnly, photo, waits, trashFile, trashInfo];
        return Number(insert.run(run, process, at, ...values, ...rest).lastInsertRowid);
      });
    });
  }

  /** Ends the way of files into the trash: the moved ones leave the index, the others are where they were. */
  settle(moved: readonly number[], failed: readonly number[]): void {
    if (moved.length + failed.length === 0) return;
    const leave = this.#sql(
      `DELETE FROM files WHERE name = (SELECT name FROM trashed_files WHERE id = ?1) AND directory_id IN
         (SELECT g.id FROM directories g JOIN trashed_files t ON t.folder_id = g.folder_id AND t.directory = g.path
          WHERE t.id = ?1)`,
    );
    this.#write(() => {
      for (const id of moved) {
        leave.run({ 1: id });
        this.#sql("UPDATE trashed_files SET state = 'moved' WHERE id = ?").run(id);
      }
      for (const id of failed) this.#sql('DELETE FROM trashed_files WHERE id = ?').run(id);
      this.#bumpRevision();
    });
  }

  /** Files of which it is not known whether they were moved. */
  intended(): TrashedFile[] {
    const rows = this.#sql(`SELECT ${TRASHED_FILE} FROM trashed_files WHERE state = 'intended' ORDER BY id`);
    return rows.all() as TrashedFile[];
  }

  /** The runs that this program can undo, the newest first. */
  runs(most: number): TrashRun[] {
    const rows = this.#sql(
      `SELECT run, max(at) AS at FROM trashed_files WHERE state = 'moved' AND trash_file IS NOT NULL
         GROUP BY run ORDER BY run DESC LIMIT ?`,
    );
    return rows.all(most) as TrashRun[];
  }

  /** Files that were moved in a run and are not back. */
  moved(run: number): TrashedFile[] {
    const rows = this.#sql(
      `SELECT ${TRASHED_FILE} FROM trashed_files WHERE run = ? AND state = 'moved' ORDER BY id`,
    );
    return rows.all(run) as TrashedFile[];
  }

  /** Content hash of a photo of which a file is in the trash; null for any other. */
  hashOf(photo: number): Uint8Array | null {
    const row = this.#sql(
      `SELECT hash FROM photos WHERE id = ?1
         AND EXISTS (SELECT 1 FROM trashed_files WHERE photo_id = ?1 AND state = 'moved')`,
    );
    return (row.pluck().get({ 1: photo }) as Uint8Array | undefined) ?? null;
  }

  /** Files are back where they were: they are in the index again, with all that is known of them. */
  restore(files: readonly RestoredFile[]): void {
    if (files.length === 0) return;
    const directory = this.#sql(
      `INSERT INTO directories (folder_id, path) SELECT t.folder_id, t.directory FROM trashed_files t
         WHERE t.id = ? AND t.kind IS NOT NULL AND t.folder_id IN (SELECT id FROM folders) ON CONFLICT DO NOTHING`,
    );
    // A scan may have found it before.
    const file = this.#sql(
      `INSERT INTO files (directory_id, name, size, mtime, ctime, kind, cloud_only, photo_id, waits)
         SELECT g.id, t.name, ?2, ?3, ?4, t.kind, t.cloud_only, p.id, CASE WHEN p.id IS NULL THEN 0 ELSE t.waits END
         FROM trashed_files t JOIN directories g ON g.folder_id = t.folder_id AND g.path = t.directory
           LEFT JOIN photos p ON p.id = t.photo_id
         WHERE t.id = ?1 AND t.kind IS NOT NULL ON CONFLICT DO NOTHING`,
    );
    const changed = this.#sql(
      `INSERT INTO changes (photo_id)
         SELECT photo_id FROM trashed_files WHERE id = ? AND photo_id IN (SELECT id FROM photos)`,
    );
    this.#write(() => {
      for (const { id, size, mtime, ctime } of files) {
        directory.run(id);
        file.run({ 1: id, 2: size, 3: mtime, 4: ctime });
        changed.run(id);
        this.#sql('DELETE FROM trashed_files WHERE id = ?').run(id);
      }
      this.#bumpRevision();
    });
  }

  #bumpRevision(): void {
    this.#sql(
      `INSERT INTO meta (key, value) VALUES ('revision', '1')
       ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`,
    ).run();
  }
}
