/** Orders of all albums. */
export const ALBUM_SORTS = ['changed', 'name', 'newest', 'most'] as const;
export type AlbumSort = (typeof ALBUM_SORTS)[number];

/** What an album is ordered by. */
interface SortedAlbum {
  readonly name: string;
  /** ms since 1970 */
  readonly changedAt: number;
  /** The last day of its photos, YYYY-MM-DD; null without a date. */
  readonly to: string | null;
  readonly photos: number;
}

/** Albums in an order, by their names where that leaves it open. @param locale of the names */
export function sortAlbums<T extends SortedAlbum>(
  albums: readonly T[],
  sort: AlbumSort,
  locale: string,
): T[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const byName = (a: SortedAlbum, b: SortedAlbum): number => compare(a.name, b.name);
  const orders = {
    changed: (a, b) => b.changedAt - a.changedAt,
    name: byName,
    // Albums without a date come last.
    newest: (a, b) => compare(b.to ?? '', a.to ?? ''),
    most: (a, b) => b.photos - a.photos,
  } as const satisfies Record<AlbumSort, typeof byName>;
  return albums.toSorted((a, b) => orders[sort](a, b) || byName(a, b));
}
