import { randomUUID } from 'node:crypto';
import { cleanText } from '../domain/clean-text.ts';
import { BeachcombError } from '../domain/error.ts';
import { givenNameKey } from '../domain/given-name-key.ts';
import type { Album, AlbumOrder } from '../domain/user-data.ts';
import { risingPositions } from './album-positions.ts';
import type { DeclinedImports } from './declined-imports.ts';
import { FIRST_IMPORTED } from './imported-albums.ts';
import type { PreparedQueries, PreparedQuery } from './prepared-queries.ts';

/** The row of an album. */
interface AlbumRow {
  readonly id: number;
  readonly name: string;
  readonly name_key: string;
  readonly search: string | null;
  readonly at: number;
  readonly uid: string;
  readonly sort: string | null;
  readonly cover_hash: Uint8Array | null;
}

/** What was deleted with an album, to be put back. */
export interface RemovedAlbum {
  /** Null for an album that only another program names. */
  readonly row: AlbumRow | null;
  readonly photos: readonly { readonly hash: Uint8Array; readonly position: number }[];
  /** Key of the album of another program that was declined with it; null for none. */
  readonly declined: string | null;
}

/** Writes albums. Each method runs within a transaction of the caller. */
export class AlbumWriter {
  readonly #queries: PreparedQueries;
  readonly #declined: DeclinedImports;
  readonly #hash: (photo: number) => Uint8Array;

  /** @param hash the content of a photo; throws `not-found` or `unavailable` */
  constructor(queries: PreparedQueries, declined: DeclinedImports, hash: (photo: number) => Uint8Array) {
    this.#queries = queries;
    this.#declined = declined;
    this.#hash = hash;
  }

  #sql(sql: string): PreparedQuery {
    return this.#queries.of(sql);
  }

  /**
   * The album that the user changes: an album of another program becomes the user's own, by its name. Its photos join
   * the album of that name as long as they are not declined.
   */
  #own(album: number, at: number): number {
    const name = this.#importedName(album);
    return name === null ? album : this.add(name, null, at);
  }

  #importedName(album: number): string | null {
    const imported = this.#sql('SELECT name FROM imported_albums WHERE id = ?').pluck();
    const name = album > FIRST_IMPORTED ? imported.get(album - FIRST_IMPORTED) : undefined;
    return typeof name === 'string' ? name : null;
  }

  /**
   * The photos that another program put into an album of this name, by their content.
   * @throws BeachcombError `unavailable` while one of them is not read
   */
  #importedInto(key: string): Uint8Array[] {
    const photos = this.#sql(
      `SELECT p.id FROM imported_albums a JOIN imported_album_photos i ON i.album_id = a.id
         JOIN photos p ON p.id = i.photo_id WHERE a.name_key = ?1 AND NOT EXISTS
           (SELECT 1 FROM declined_imports x WHERE x.hash IN (p.hash, x'') AND x.what = 'album:' || ?1)`,
    );
    return (photos.pluck().all({ 1: key }) as number[]).map((photo) => this.#hash(photo));
  }

  #keyOf(album: number): string {
    return String(this.#sql('SELECT name_key FROM albums WHERE id = ?').pluck().get(album) ?? '');
  }

  /** Whether another program names an album so. */
  #isImported(key: string): boolean {
    return this.#sql('SELECT 1 FROM imported_albums WHERE name_key = ?').get(key) !== undefined;
  }

  /** Creates an album or finds the one with this name. */
  add(name: string, search: string | null, at: number): number {
    if (cleanText(name) === '')
      throw new BeachcombError('bad-request', 'The name is empty.', { reason: { code: 'name-empty' } });
    const known = this.#sql('SELECT id FROM albums WHERE name_key = ?').pluck().get(givenNameKey(name));
    if (known !== undefined) return known as number;
    const insert = this.#sql('INSERT INTO albums (name, name_key, search, at, uid) VALUES (?, ?, ?, ?, ?)');
    return Number(insert.run(cleanText(name), givenNameKey(name), search, at, randomUUID()).lastInsertRowid);
  }

  /** @returns its id, which is another one for an album of another program */
  rename(shown: number, name: string, at: number): number {
    const album = this.#own(shown, at);
    const before = this.#keyOf(album);
    this.#checkFree(name, album);
    if (before !== givenNameKey(name)) {
      this.#takeImported(album, before);
      if (this.#isImported(before)) this.#declined.setAlbum(before, true, at);
    }
    const update = this.#sql('UPDATE albums SET name = ?, name_key = ? WHERE id = ?');
    update.run(cleanText(name), givenNameKey(name), album);
    return album;
  }

  /** @throws BeachcombError `bad-request` if another album has this name */
  #checkFree(name: string, album: number): void {
    const other = this.#sql('SELECT 1 FROM albums WHERE name_key = ? AND id <> ?');
    if (other.get(givenNameKey(name), album) !== undefined)
      throw new BeachcombError('bad-request', `There is already an album "${name}".`, {
        reason: { code: 'name-taken' },
      });
  }

  /** Deletes an album; its photos stay. */
  remove(shown: number, at: number): RemovedAlbum {
    const name = this.#importedName(shown);
    const key = name === null ? this.#keyOf(shown) : givenNameKey(name);
    const isDeclined = this.#isImported(key) && this.#declined.setAlbum(key, true, at);
    const row = this.#sql('SELECT * FROM albums WHERE name_key = ?').get(key) as AlbumRow | undefined;
    const photos = this.#sql('SELECT hash, position FROM album_photos WHERE album_id = ?').all(row?.id ?? 0);
    this.#sql('DELETE FROM albums WHERE id = ?').run(row?.id ?? 0);
    return {
      row: row ?? null,
      photos: photos as RemovedAlbum['photos'],
      declined: isDeclined ? key : null,
    };
  }

  /** Puts a deleted album back, with its id. @throws BeachcombError `bad-request` if another album has its name */
  restore({ row, photos, declined }: RemovedAlbum, at: number): void {
    if (declined !== null) this.#declined.setAlbum(declined, false, at);
    if (row === null) return;
    this.#checkFree(row.name, row.id);
    this.#sql(
      `INSERT INTO albums (id, name, name_key, search, at, uid, sort, cover_hash)
       VALUES (@id, @name, @name_key, @search, @at, @uid, @sort, @cover_hash) ON CONFLICT DO NOTHING`,
    ).run(row);
    const put = this.#sql(
      'INSERT INTO album_photos (album_id, hash, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
    for (const { hash, position } of photos) put.run(row.id, hash, position);
  }

  /** @returns the photos that were not so before */
  set(shown: number, photos: readonly number[], on: boolean, at: number): number[] {
    const album = this.#own(shown, at);
    const key = this.#keyOf(album);
    const imported = new Set(this.#importedInto(key).map((hash) => Buffer.from(hash).toString('hex')));
    return photos.filter((photo) => {
      const hash = this.#hash(photo);
      const isImported = imported.has(Buffer.from(hash).toString('hex'));
      if (on) this.#declined.set(hash, `album:${key}`, false, at);
      else if (isImported) this.#declined.set(hash, `album:${key}`, true, at);
      const changed = this.put(album, hash, on);
      return on ? changed && !isImported : changed || isImported;
    });
  }

  put(album: number, hash: Uint8Array, on: boolean): boolean {
    return on
      ? this.#sql(
          `INSERT INTO album_photos (album_id, hash, position)
           VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM album_photos WHERE album_id = ?1))
           ON CONFLICT DO NOTHING`,
        ).run({ 1: album, 2: hash }).changes > 0
      : this.#sql('DELETE FROM album_photos WHERE album_id = ? AND hash = ?').run(album, hash).changes > 0;
  }

  /** What another program put into an album of this name is put into it by the user. */
  #takeImported(album: number, key: string): void {
    for (const hash of this.#importedInto(key)) this.put(album, hash, true);
  }

  /**
   * Chooses the order of an album; with `photos` it is theirs. Photos of the album that are not among them keep their
   * positions.
   * @param photos ids of photos of the album, in order; null leaves the order by hand as it was
   */
  arrange(shown: number, order: AlbumOrder | null, photos: readonly number[] | null, at: number): void {
    const album = this.#own(shown, at);
    this.#sql('UPDATE albums SET sort = ? WHERE id = ?').run(order, album);
    if (photos === null) return;
    this.#takeImported(album, this.#keyOf(album));
    const position = this.#sql('SELECT position FROM album_photos WHERE album_id = ? AND hash = ?').pluck();
    const known = photos.flatMap((photo) => {
      const hash = this.#hash(photo);
      const now = position.get(album, hash) as number | undefined;
      return now === undefined ? [] : [{ hash, now }];
    });
    const wanted = risingPositions(known.map(({ now }) => now));
    const move = this.#sql('UPDATE album_photos SET position = ? WHERE album_id = ? AND hash = ?');
    known.forEach(({ hash, now }, index) => {
      if (wanted[index] !== now) move.run(wanted[index], album, hash);
    });
  }

  /** Chooses the cover of an album; null leaves the choice to the program. */
  setCover(shown: number, photo: number | null, at: number): void {
    const album = this.#own(shown, at);
    const hash = photo === null ? null : this.#hash(photo);
    this.#sql('UPDATE albums SET cover_hash = ? WHERE id = ?').run(hash, album);
  }

  /** Changes the search of an album that is a kept search. */
  setSearch(album: number, search: string): void {
    this.#sql('UPDATE albums SET search = ? WHERE id = ? AND search IS NOT NULL').run(search, album);
  }

  /**
   * Takes over an imported album: by name; what was chosen for one that is there stays.
   * @returns whether it is new, or anything of it
   */
  takeOver(
    { name, search, order, cover, at }: Omit<Album, 'id' | 'photos'>,
    photos: readonly Uint8Array[],
  ): boolean {
    const isNew = this.#sql('SELECT 1 FROM albums WHERE name_key = ?').get(givenNameKey(name)) === undefined;
    const album = this.add(name, search, at);
    const chosen = this.#sql(
      `UPDATE albums SET sort = coalesce(sort, ?1), cover_hash = coalesce(cover_hash, ?2)
       WHERE id = ?3 AND (sort IS NULL AND ?1 IS NOT NULL OR cover_hash IS NULL AND ?2 IS NOT NULL)`,
    ).run({ 1: order, 2: cover, 3: album });
    const put = photos.filter((photo) => this.put(album, photo, true));
    return isNew || chosen.changes > 0 || put.length > 0;
  }
}
