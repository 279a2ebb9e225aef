import { METADATA_VERSION, type Metadata } from '../domain/metadata.ts';
import type { PhotoFormat } from '../domain/photo-format.ts';
import { CAN_WAIT, type WaitingFile, waitingFile } from './index-queue.ts';
import type { IndexTransactions } from './index-transactions.ts';
import { METADATA_SQL_COLUMNS, metadataValues } from './metadata-sql.ts';
import type { PreparedQuery } from './prepared-queries.ts';
import { saveRegions } from './save-regions.ts';
import { LISTED, settlePhoto } from './settle-photo.ts';

/** What the head of a file states of its photo. */
export interface ListedPhoto {
  readonly file: number;
  readonly format: PhotoFormat;
  /** Upright size in pixels; 0 where the head does not state it. */
  readonly width: number;
  readonly height: number;
  readonly metadata: Metadata;
}

/** A file that has the size and the time of a missing one may be that file under another name. */
const SIZE_AND_TIME = (file: { readonly size: number; readonly mtime: number }): string =>
  `${file.size} ${file.mtime}`;

const TO_LIST = `${CAN_WAIT} AND photo_id IS NULL AND problem_kind IS NULL AND suspect = 0`;

/**
 * Photos that are listed by the heads of their files, before the files are read: they are in the timeline and in
 * searches by date, name, place and camera. Their content is not known yet, see settle-photo.ts.
 */
export class ListedPhotos {
  readonly #index: IndexTransactions;

  constructor(index: IndexTransactions) {
    this.#index = index;
  }

  #sql(sql: string): PreparedQuery {
    return this.#index.sql(sql);
  }

  /** Whether no photo is known at all: nothing that is found can be a moved file. */
  isEmpty(): boolean {
    return this.#sql('SELECT 1 FROM photos LIMIT 1').get() === undefined;
  }

  /** Largest id of a file; 0 if there is none. */
  lastFile(): number {
    return this.#sql('SELECT coalesce(max(id), 0) FROM files').pluck().get() as number;
  }

  /** Ids of the files after this one that are not listed, in the order in which they were found. */
  foundAfter(file: number): number[] {
    return this.#sql(`SELECT id FROM files NOT INDEXED WHERE id > ? AND ${TO_LIST} ORDER BY id`)
      .pluck()
      .all(file) as number[];
  }

  /**
   * Ids of all files that are not listed, the newest first.
   * @param missing files that were not found again: what has the size and time of one is probably that file, and is
   *   left out until its content is read, because otherwise it would be shown twice
   */
  toList(missing: readonly number[]): number[] {
    const gone = this.#sql('SELECT size, mtime FROM files WHERE id IN (SELECT value FROM json_each(?))');
    const moved = new Set(
      (gone.all(JSON.stringify(missing)) as { size: number; mtime: number }[]).map(SIZE_AND_TIME),
    );
    const files = this.#sql(`SELECT id, size, mtime FROM files WHERE ${TO_LIST} ORDER BY mtime DESC, id`);
    return (files.all() as { id: number; size: number; mtime: number }[])
      .filter((file) => !moved.has(SIZE_AND_TIME(file)))
      .map(({ id }) => id);
  }

  /** Those of the files that are still to be listed, of folders that can be reached. */
  files(ids: readonly number[]): WaitingFile[] {
    return this.#sql(
      `SELECT ${waitingFile('f')}
       FROM file_paths f JOIN folders d ON d.id = f.folder_id
         LEFT JOIN folder_states s ON s.folder_id = f.folder_id
       WHERE f.id IN (SELECT value FROM json_each(?)) AND photo_id IS NULL AND s.unreachable IS NULL ORDER BY f.path`,
    ).all(JSON.stringify(ids)) as WaitingFile[];
  }

  /** The file of a listed photo whose content is not known, in a folder that can be reached; null if it is another. */
  fileOf(photo: number): WaitingFile | null {
    const file = this.#sql(
      `SELECT ${waitingFile('f')}
       FROM photos p JOIN file_paths f ON f.photo_id = p.id JOIN folders d ON d.id = f.folder_id
         LEFT JOIN folder_states s ON s.folder_id = f.folder_id
       WHERE p.id = ? AND ${LISTED} AND f.waits = 1 AND f.suspect = 0 AND s.unreachable IS NULL LIMIT 1`,
    ).get(photo) as WaitingFile | undefined;
    return file ?? null;
  }

  /** Notes the content of a listed photo before its turn; its file still waits. @param hash SHA-256 */
  settle(photo: number, hash: Uint8Array): void {
    this.#index.write(() => {
      settlePhoto((sql) => this.#sql(sql), photo, hash);
      this.#index.bumpRevision();
    });
  }

  /** Lists photos, in one transaction. A file that was removed meanwhile is left out. */
  add(photos: readonly ListedPhoto[]): void {
    if (photos.length === 0) return;
    const columns = ['format', 'width', 'height', ...METADATA_SQL_COLUMNS];
    const insert = this.#sql(
      `INSERT INTO photos (hash, metadata_version, ${columns.join(', ')})
       VALUES (randomblob(16), ${METADATA_VERSION}${', ?'.repeat(columns.length)}) RETURNING id`,
    ).pluck();
    this.#index.write(() => {
      for (const { file, format, width, height, metadata } of photos) {
        if (this.#sql(`SELECT 1 FROM files WHERE id = ? AND ${TO_LIST}`).get(file) === undefined) continue;
        const values = metadataValues(metadata, (name) => this.#index.rowOf('equipment', name));
        const photo = insert.get(format, width, height, ...values) as number;
        saveRegions((sql) => this.#sql(sql), photo, metadata.people ?? []);
        this.#sql('UPDATE files SET photo_id = ?, waits = 1 WHERE id = ?').run(photo, file);
      }
      this.#index.forgetOldChanges();
      this.#index.bumpRevision();
    });
  }

  /**
   * Deletes rows of listed photos that no file has any more. The one with the largest id stays: ids must never be used
   * again, because a window may still show one.
   * @param merged also those that became other photos
   */
  dropStale(merged: boolean): void {
    this.#index.write(() =>
      this.#sql(
        `DELETE FROM photos WHERE id IN (SELECT p.id FROM photos p WHERE ${LISTED}
           AND (p.merged_into IS NULL OR ?) AND NOT EXISTS (SELECT 1 FROM files f WHERE f.photo_id = p.id))
           AND id < (SELECT max(id) FROM photos)`,
      ).run(merged ? 1 : 0),
    );
  }
}
