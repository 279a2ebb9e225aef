import type { Connection } from './open-database.ts';
import { PreparedQueries } from './prepared-queries.ts';
import { selected } from './selected.ts';
import { LISTED, settlePhoto } from './settle-photo.ts';

/** A listed photo, of which the content is not known, and its file. */
export interface UnreadPhoto {
  readonly photo: number;
  readonly folder: Uint8Array;
  readonly path: Uint8Array;
}
const UNREAD_PHOTO = selected<UnreadPhoto>({ photo: 'p.id', folder: 'd.path', path: 'f.path' });

/**
 * The contents of listed photos about which the user states something. A statement is stored by the content, so the
 * file is read first; this writes what was read. It is the one index row that is not written by the indexer: the
 * statement must not depend on whether an indexer runs.
 */
export class PhotoContents {
  readonly #db: Connection<'person' | 'read'>;
  readonly #queries: PreparedQueries;
  readonly #isWritable: boolean;

  /** @param isWritable false: nothing is ever unread, and the statement fails by itself */
  constructor(db: Connection<'person' | 'read'>, isWritable: boolean) {
    this.#db = db;
    this.#isWritable = isWritable;
    this.#queries = new PreparedQueries(db);
  }

  /** Those of the photos whose content is not known, with their files in folders that can be reached. */
  unread(photos: readonly number[]): UnreadPhoto[] {
    if (!this.#isWritable) return [];
    return this.#queries
      .of(
        `SELECT ${UNREAD_PHOTO} FROM photos p JOIN file_paths f ON f.photo_id = p.id
           JOIN folders d ON d.id = f.folder_id LEFT JOIN folder_states s ON s.folder_id = f.folder_id
         WHERE p.id IN (SELECT value FROM json_each(?)) AND ${LISTED} AND p.merged_into IS NULL
           AND s.unreachable IS NULL ORDER BY p.id, f.id`,
      )
      .all(JSON.stringify(photos)) as UnreadPhoto[];
  }

  /** Those of the photos whose content is known. */
  read(photos: readonly number[]): ReadonlySet<number> {
    const rows = this.#queries
      .of(`SELECT p.id FROM photos p WHERE p.id IN (SELECT value FROM json_each(?)) AND NOT ${LISTED}`)
      .pluck();
    return new Set(rows.all(JSON.stringify(photos)) as number[]);
  }

  /** Notes the contents of listed photos. */
  settle(contents: readonly { readonly photo: number; readonly hash: Uint8Array }[]): void {
    if (contents.length === 0) return;
    const sql = (text: string) => this.#queries.of(text);
    const work = (): void => {
      for (const { photo, hash } of contents) settlePhoto(sql, photo, hash);
      sql(
        `INSERT INTO meta (key, value) VALUES ('revision', '1')
         ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`,
      ).run();
    };
    this.#db.transaction(work).immediate();
  }
}
