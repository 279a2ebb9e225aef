import type { FoundFile, KnownFile, MissingEvent } from '../domain/file.ts';
import { MISSING_DAYS } from '../domain/missing-days.ts';
import type { IndexTransactions } from './index-transactions.ts';
import { PHOTOS_WITH_STATEMENTS } from './photos-with-statements.ts';
import type { PreparedQuery } from './prepared-queries.ts';
import { LISTED } from './settle-photo.ts';

const DAY_MS = 86_400_000;

/** A folder as the user chose it. */
export interface ChosenFolder {
  readonly id: number;
  /** Absolute, as bytes. */
  readonly path: Uint8Array;
  readonly excluded: readonly Uint8Array[];
}

/** Writes the files that a scan of the chosen folders found. */
export class ScannedFiles {
  readonly #index: IndexTransactions;

  constructor(index: IndexTransactions) {
    this.#index = index;
  }

  #sql(sql: string): PreparedQuery {
    return this.#index.sql(sql);
  }

  #write<T>(work: () => T): T {
    return this.#index.write(work);
  }

  folders(): ChosenFolder[] {
    const excluded = this.#sql('SELECT path FROM exclusions WHERE folder_id = ?').pluck();
    const rows = this.#sql('SELECT id, path FROM folders ORDER BY id').all() as {
      id: number;
      path: Uint8Array;
    }[];
    return rows.map(({ id, path }) => ({ id, path, excluded: excluded.all(id) as Uint8Array[] }));
  }

  /** Deletes the files of removed folders and excluded subfolders. */
  dropUnwantedFiles(): number {
    return this.#write(() => {
      // A directory is unwanted with its folder, or when it is, or lies under, an excluded one.
      const unwanted = `SELECT d.id FROM directories d WHERE d.folder_id NOT IN (SELECT id FROM folders)
        OR EXISTS (SELECT 1 FROM exclusions e WHERE e.folder_id = d.folder_id AND (d.path = e.path
          OR substr(d.path, 1, length(e.path) + 1) = CAST(e.path || x'2f' AS BLOB)))`;
      const dropped = this.#sql(`DELETE FROM files WHERE directory_id IN (${unwanted})`).run().changes;
      this.#sql('DELETE FROM directories WHERE id NOT IN (SELECT directory_id FROM files)').run();
      for (const table of ['folder_states', 'missing_events'])
        this.#sql(`DELETE FROM ${table} WHERE folder_id NOT IN (SELECT id FROM folders)`).run();
      this.#index.forgetOldChanges();
      if (dropped > 0) this.#index.bumpRevision();
      return dropped;
    });
  }

  /** Paths of the directories of a folder that files are known in, relative to it. */
  knownDirectories(folder: number): Uint8Array[] {
    return this.#sql('SELECT path FROM directories WHERE folder_id = ?').pluck().all(folder) as Uint8Array[];
  }

  /** The known files that lie directly in a directory. */
  knownFiles(folder: number, directory: Uint8Array): KnownFile[] {
    const rows = this.#sql(
      `SELECT id, path, size, mtime, ctime, kind, cloud_only AS cloudOnly,
         missing_since IS NOT NULL AS missing FROM file_paths
       WHERE folder_id = ? AND directory = ?`,
    ).all(folder, directory) as (Omit<KnownFile, 'cloudOnly' | 'missing'> & {
      cloudOnly: number;
      missing: number;
    })[];
    return rows.map((row) => ({ ...row, cloudOnly: row.cloudOnly === 1, missing: row.missing === 1 }));
  }

  /** Number of known files of a folder, without the missing ones. */
  countKnown(folder: number): number {
    return this.#sql(
      `SELECT count(*) FROM files WHERE missing_since IS NULL
         AND directory_id IN (SELECT id FROM directories WHERE folder_id = ?)`,
    )
      .pluck()
      .get(folder) as number;
  }

  /** Adds files that are new to the library to the queue. */
  addFiles(folder: number, files: readonly FoundFile[]): void {
    if (files.length === 0) return;
    const insert = this.#sql(
      'INSERT INTO files (directory_id, name, size, mtime, ctime, kind, cloud_only) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#write(() => {
      for (const { path, size, mtime, ctime, kind, cloudOnly } of files) {
        const slash = path.lastIndexOf(0x2f);
        const directory = this.#directoryId(folder, path.subarray(0, Math.max(0, slash)));
        insert.run(directory, path.subarray(slash + 1), size, mtime, ctime, kind, cloudOnly ? 1 : 0);
      }
    });
  }

  #directoryId(folder: number, path: Uint8Array): number {
    const known = this.#sql('SELECT id FROM directories WHERE folder_id = ? AND path = ?').pluck();
    const id = known.get(folder, path) as number | undefined;
    if (id !== undefined) return id;
    return Number(
      this.#sql('INSERT INTO directories (folder_id, path) VALUES (?, ?)').run(folder, path).lastInsertRowid,
    );
  }

  /** Queues files again whose size, time or kind changed. */
  changeFiles(files: readonly { readonly id: number; readonly found: FoundFile }[]): void {
    if (files.length === 0) return;
    const update = this.#sql(
      `UPDATE files SET size = ?, mtime = ?, ctime = ?, kind = ?, cloud_only = ?, photo_id = NULL, waits = 0,
         problem_kind = NULL, problem_detail = NULL, suspect = 0, deaths = 0, missing_since = NULL WHERE id = ?`,
    );
    this.#write(() => {
      for (const { id, found } of files)
        update.run(found.size, found.mtime, found.ctime, found.kind, found.cloudOnly ? 1 : 0, id);
      this.#index.bumpRevision();
    });
  }

  /** Updates the ctime (microseconds since 1970) of files with unchanged content; no search result changes. */
  setCtimes(files: readonly { readonly id: number; readonly ctime: number }[]): void {
    if (files.length === 0) return;
    const update = this.#sql('UPDATE files SET ctime = ? WHERE id = ?');
    this.#write(() => {
      for (const { id, ctime } of files) update.run(ctime, id);
    });
  }

  /** SHA-256 of the content that a file had when it was last read; null where it waits or could not be read. */
  hashOfFile(file: number): Uint8Array | null {
    const hash = this.#sql(
      'SELECT hash FROM photos WHERE id = (SELECT photo_id FROM files WHERE id = ? AND waits = 0)',
    );
    return (hash.pluck().get(file) as Uint8Array | undefined) ?? null;
  }

  /** Files that were missing and are there again: they are found at once, with all that was stated about them. */
  setThere(files: readonly number[]): void {
    if (files.length === 0) return;
    const update = this.#sql('UPDATE files SET missing_since = NULL WHERE id = ?');
    this.#write(() => {
      for (const id of files) update.run(id);
      this.#index.bumpRevision();
    });
  }

  /**
   * Ends a scan. Missing files are deleted if another file has their content (moved), if no photo is known of them, if
   * they belong to an event of `forget` or one that the user answered so before, or if they have been missing for
   * MISSING_DAYS in an event of few files and the user stated nothing about them. All others are marked, with all that
   * is known of them. Files that are missing since an earlier scan stay as they are.
   * @param isMany called with the number of files that are missing since this scan: whether it is one of many files,
   *   which only the user ends
   * @param forget events whose files are removed at the request of the user
   * @returns number of missing files of the folder that the user has not answered about
   */
  finishScan(
    folder: number,
    missing: readonly number[],
    isMany: (gone: number) => boolean,
    at: number,
    forget: readonly MissingEvent[] = [],
  ): number {
    return this.#write(() => {
      this.#index.exec(
        'CREATE TEMP TABLE IF NOT EXISTS missing (id INTEGER PRIMARY KEY); DELETE FROM missing',
      );
      for (const id of missing) this.#sql('INSERT INTO missing (id) VALUES (?)').run(id);
      let changed = this.#dropReplaced();
      for (const event of forget) if (event.folder === folder) changed += this.#forget(event.since);
      for (const since of this.#answeredForget(folder)) changed += this.#forget(since);
      changed += this.#mark(folder, isMany, at);
      changed += this.#dropUnclaimed(folder, at - MISSING_DAYS * DAY_MS);
      const asked = this.#countAsked(folder);
      this.#sql(
        `INSERT INTO folder_states (folder_id, scanned_at, unreachable, missing) VALUES (?, ?, NULL, ?)
         ON CONFLICT DO UPDATE SET scanned_at = excluded.scanned_at, unreachable = NULL, missing = excluded.missing`,
      ).run(folder, at, asked);
      if (changed > 0) this.#index.bumpRevision();
      return asked;
    });
  }

  /** Deletes missing files that were moved, or of which no photo is known. @returns their number */
  #dropReplaced(): number {
    return this.#sql(
      `DELETE FROM files WHERE id IN (SELECT id FROM missing) AND (photo_id IS NULL
         OR EXISTS (SELECT 1 FROM photos p WHERE p.id = files.photo_id AND (p.problem_kind IS NOT NULL OR ${LISTED}))
         OR EXISTS (SELECT 1 FROM files g WHERE g.photo_id = files.photo_id
           AND g.missing_since IS NULL AND g.id NOT IN (SELECT id FROM missing)))`,
    ).run().changes;
  }

  /** Events whose files the user stated are deleted: an older library may have the files still. */
  #answeredForget(folder: number): number[] {
    const answers = this.#sql('SELECT since FROM missing_answers WHERE folder_id = ? AND forget = 1');
    return answers.pluck().all(folder) as number[];
  }

  /** Deletes the files of an event that are still missing. @returns their number */
  #forget(since: number): number {
    return this.#sql('DELETE FROM files WHERE missing_since = ? AND id IN (SELECT id FROM missing)').run(
      since,
    ).changes;
  }

  /** Marks the files that are missing since this scan. @returns their number */
  #mark(folder: number, isMany: (gone: number) => boolean, at: number): number {
    const fresh = 'id IN (SELECT id FROM missing) AND missing_since IS NULL';
    const marked = this.#sql(`UPDATE files SET missing_since = ? WHERE ${fresh}`).run(at).changes;
    if (marked > 0)
      this.#sql(
        `INSERT INTO missing_events (folder_id, since, many) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET many = max(many, excluded.many)`,
      ).run(folder, at, isMany(marked) ? 1 : 0);
    return marked;
  }

  /**
   * Deletes the files of events of few files that the user has neither answered about nor stated anything of.
   * @param before events until this time, ms since 1970
   * @returns their number
   */
  #dropUnclaimed(folder: number, before: number): number {
    const ended = this.#sql(
      `SELECT since FROM missing_events e WHERE folder_id = ? AND since <= ? AND many = 0
         AND NOT EXISTS (SELECT 1 FROM missing_answers a WHERE a.folder_id = e.folder_id AND a.since = e.since)`,
    );
    const drop = this.#sql(
      `DELETE FROM files WHERE missing_since = ? AND id IN (SELECT id FROM missing)
         AND photo_id NOT IN (${PHOTOS_WITH_STATEMENTS})`,
    );
    return (ended.pluck().all(folder, before) as number[]).reduce(
      (sum, since) => sum + drop.run(since).changes,
      0,
    );
  }

  /** Number of missing files of a folder without an answer; deletes events of which no file is missing any more. */
  #countAsked(folder: number): number {
    const of = `FROM files f JOIN directories d ON d.id = f.directory_id
      WHERE d.folder_id = e.folder_id AND f.missing_since = e.since`;
    this.#sql(`DELETE FROM missing_events AS e WHERE folder_id = ? AND NOT EXISTS (SELECT 1 ${of})`).run(
      folder,
    );
    const asked = this.#sql(
      `SELECT coalesce(sum((SELECT count(*) ${of})), 0) FROM missing_events e WHERE folder_id = ?
         AND NOT EXISTS (SELECT 1 FROM missing_answers a WHERE a.folder_id = e.folder_id AND a.since = e.since)`,
    );
    return asked.pluck().get(folder) as number;
  }

  /** The user has answered that files of a folder will come back: they stay marked, and the user is not asked again. */
  expectBack({ folder }: Pick<MissingEvent, 'folder'>): void {
    this.#write(() => {
      this.#sql('UPDATE folder_states SET missing = ? WHERE folder_id = ?').run(
        this.#countAsked(folder),
        folder,
      );
      this.#index.bumpRevision();
    });
  }

  /** Marks the folder as unreachable; its photos stay, and are found as before. */
  setUnreachable(folder: number, reason: string): void {
    this.#write(() => {
      const { changes } = this.#sql(
        `INSERT INTO folder_states (folder_id, unreachable) VALUES (?, ?)
         ON CONFLICT DO UPDATE SET unreachable = excluded.unreachable WHERE unreachable IS NOT excluded.unreachable`,
      ).run(folder, reason);
      if (changes > 0) this.#index.bumpRevision();
    });
  }

  /** Marks the folder as completely scanned, so that its files can be indexed again. */
  setReachable(folder: number): void {
    this.#write(() => {
      const { changes } = this.#sql(
        'UPDATE folder_states SET unreachable = NULL WHERE folder_id = ? AND unreachable IS NOT NULL',
      ).run(folder);
      if (changes > 0) this.#index.bumpRevision();
    });
  }
}
