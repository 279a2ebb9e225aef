import { givenNameKey } from '../domain/given-name-key.ts';
import type { Album } from '../domain/user-data.ts';

/** Ids of albums that other programs name are shown above this number, where no album of the user ever gets to. */
export const FIRST_IMPORTED = 1_000_000_000_000;

/** An album that another program names. */
export interface ImportedAlbum {
  readonly id: number;
  readonly name: string;
  /** See givenNameKey. */
  readonly key: string;
  /** Ids of its photos. */
  readonly photos: readonly number[];
}

/** An album with the ids of its photos. */
export interface AlbumRow extends Omit<Album, 'photos' | 'cover'> {
  readonly photos: readonly number[];
  /** The id of the photo that was chosen for its cover, where it is in the library. */
  readonly cover: number | null;
  /** The id that it had as long as only another program named it. */
  readonly importedId: number | null;
}

/**
 * Albums of the user with the photos that other programs put into albums of the same names, and albums that only other
 * programs name, ordered by name.
 */
export function withImported(byUser: readonly AlbumRow[], imported: readonly ImportedAlbum[]): AlbumRow[] {
  const left = new Map(imported.map((album) => [album.key, album]));
  const joined = byUser.map((album) => {
    const same = album.search === null ? left.get(givenNameKey(album.name)) : undefined;
    if (same !== undefined) left.delete(same.key);
    if (same === undefined) return album;
    const photos = [...new Set([...album.photos, ...same.photos])];
    return { ...album, photos, importedId: FIRST_IMPORTED + same.id };
  });
  const others = [...left.values()].map(
    ({ id, name, photos }): AlbumRow => ({
      id: FIRST_IMPORTED + id,
      name,
      search: null,
      photos,
      at: 0,
      order: null,
      cover: null,
      importedId: null,
    }),
  );
  return [...joined, ...others].sort((a, b) => (givenNameKey(a.name) < givenNameKey(b.name) ? -1 : 1));
}
