import { MEMORY_EXCLUSION_KINDS, type MemoryExclusion } from '../domain/memory.ts';
import { albumOrder, type CustomLabel, type SavedSearch } from '../domain/user-data.ts';
import { type AlbumRow, type ImportedAlbum, withImported } from './imported-albums.ts';
import type { CorrectionRow } from './library-rows.ts';
import type { Connection } from './open-database.ts';
import { PreparedQueries, type PreparedQuery } from './prepared-queries.ts';

/** Reads what the user stated, and what other programs did where the user did not take it back. */
export class UserDataReader {
  readonly #queries: PreparedQueries;

  constructor(db: Connection<'read'>) {
    this.#queries = new PreparedQueries(db);
  }

  #sql(sql: string): PreparedQuery {
    return this.#queries.of(sql);
  }

  corrections(): CorrectionRow[] {
    const rows = this.#sql(
      'SELECT p.id AS photo, label, says AS applies FROM corrections c JOIN photos p ON p.hash = c.hash ORDER BY c.at',
    ).all() as { photo: number; label: string; applies: number }[];
    return rows.map((row) => ({ ...row, applies: row.applies === 1 }));
  }

  customLabels(): CustomLabel[] {
    return this.#sql(
      "SELECT 'own:' || id AS key, name, at FROM own_labels ORDER BY id",
    ).all() as CustomLabel[];
  }

  /** What the user does not want to see among memories, the last first. */
  memoryExclusions(): MemoryExclusion[] {
    const rows = this.#sql(
      'SELECT kind, value, at FROM memory_exclusions ORDER BY at DESC, kind, value',
    ).all();
    return (rows as MemoryExclusion[]).filter(({ kind }) => MEMORY_EXCLUSION_KINDS.includes(kind));
  }

  /** Photos that are in the library and favourites: by the user, or by another program and not taken back. */
  favourites(): number[] {
    return this.#sql(
      // CROSS: SQLite keeps the order of the tables, where it would look at every photo.
      `SELECT p.id FROM favourites f CROSS JOIN photos p ON p.hash = f.hash
       UNION SELECT p.id FROM imported_favourites i CROSS JOIN photos p ON p.id = i.photo_id
         WHERE NOT EXISTS (SELECT 1 FROM declined_imports x WHERE x.hash = p.hash AND x.what = 'favourite')`,
    )
      .pluck()
      .all() as number[];
  }

  albums(): AlbumRow[] {
    const rows = this.#sql(
      `SELECT id, name, search, at, sort AS "order", (SELECT id FROM photos WHERE hash = cover_hash) AS cover
       FROM albums ORDER BY name_key`,
    ).all() as (Pick<AlbumRow, 'id' | 'name' | 'search' | 'at' | 'cover'> & { readonly order: unknown })[];
    const photos = this.#sql(
      `SELECT p.id FROM album_photos a JOIN photos p ON p.hash = a.hash WHERE album_id = ?
       ORDER BY position, a.hash`,
    ).pluck();
    const byUser = rows.map((row) => ({
      ...row,
      order: albumOrder(row.order),
      importedId: null,
      photos: photos.all(row.id) as number[],
    }));
    return withImported(byUser, this.#importedAlbums());
  }

  /** When the user last changed each album, or what is in it, ms since 1970, by its id. */
  albumTimes(): Map<number, number> {
    const rows = this.#sql(
      `SELECT id, max(at, coalesce((SELECT at FROM stamps WHERE subject = 'albums ' || json_array(uid)), 0),
         coalesce((SELECT max(at) FROM stamps WHERE subject >= 'album_photos ["' || uid || '"' AND
           subject < 'album_photos ["' || uid || '#'), 0)) AS at FROM albums`,
    ).all() as { id: number; at: number }[];
    return new Map(rows.map(({ id, at }) => [id, at]));
  }

  /** Albums that other programs name, without what the user took back. */
  #importedAlbums(): ImportedAlbum[] {
    const rows = this.#sql('SELECT id, name, name_key AS key FROM imported_albums ORDER BY name_key').all();
    const photos = this.#sql(
      `SELECT p.id FROM imported_album_photos i JOIN photos p ON p.id = i.photo_id
       WHERE i.album_id = ?1 AND NOT EXISTS
         (SELECT 1 FROM declined_imports x WHERE x.hash IN (p.hash, x'') AND x.what = 'album:' || ?2)
       ORDER BY p.taken_at, p.id`,
    ).pluck();
    return (rows as Omit<ImportedAlbum, 'photos'>[])
      .map((row) => ({ ...row, photos: photos.all({ 1: row.id, 2: row.key }) as number[] }))
      .filter((album) => album.photos.length > 0);
  }

  /** Newest first. */
  savedSearches(): SavedSearch[] {
    return this.#sql('SELECT text, at FROM saved_searches ORDER BY at DESC').all() as SavedSearch[];
  }

  /** Newest first. */
  recentSearches(): string[] {
    return this.#sql('SELECT text FROM recent_searches ORDER BY at DESC').pluck().all() as string[];
  }
}
