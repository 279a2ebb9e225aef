import type { PreparedQuery } from './prepared-queries.ts';

/** Condition on `photos p`: its content is not known yet, so that no statement about it can be stored. */
export const LISTED = 'length(p.hash) = 16';
/** The id of the photo that the bound id ?1 stands for now: its own, or that of the photo with the same content. */
export const CURRENT_ID = 'coalesce((SELECT merged_into FROM photos WHERE id = ?1), ?1)';

type Sql = (sql: string) => PreparedQuery;

/**
 * Gives a listed photo the content of its file, in a transaction of the caller. Where another photo has that content,
 * the files of the listed one become files of that photo. No effect on a photo with a known content.
 * @param hash SHA-256 of the content
 * @returns the id of the photo with this content
 */
export function settlePhoto(sql: Sql, listed: number, hash: Uint8Array): number {
  const same = sql('SELECT id FROM photos WHERE hash = ?').pluck().get(hash) as number | undefined;
  if (same === undefined) {
    const named = sql('UPDATE photos SET hash = ?2 WHERE id = ?1 AND length(hash) = 16');
    if (named.run({ 1: listed, 2: hash }).changes > 0)
      sql('INSERT INTO changes (photo_id) VALUES (?)').run(listed);
    return listed;
  }
  if (same !== listed && mergePhoto(sql, listed, same))
    sql('UPDATE files SET photo_id = ? WHERE photo_id = ? AND waits = 1').run(same, listed);
  return same;
}

/** Notes that a listed photo is another one. @returns false if the content of the listed one is known */
export const mergePhoto = (sql: Sql, listed: number, photo: number): boolean =>
  sql('UPDATE photos SET merged_into = ? WHERE id = ? AND length(hash) = 16').run(photo, listed).changes > 0;
