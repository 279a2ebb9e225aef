import { useState } from 'react';
import type { AlbumView } from '../../../src/api/contract.ts';

/** Orders of the page of all albums. */
export const ALBUM_SORTS = ['changed', 'name', 'newest', 'most'] as const;
export type AlbumSort = (typeof ALBUM_SORTS)[number];

const KEPT_AS = 'beachcomb.album-sort';

/** Albums in an order, by their names where that leaves it open. */
export function sortAlbums(albums: readonly AlbumView[], sort: AlbumSort, locale: string): AlbumView[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const byName = (a: AlbumView, b: AlbumView): number => compare(a.name, b.name);
  const orders = {
    changed: (a, b) => b.changedAt - a.changedAt,
    name: byName,
    // Albums without a date come last.
    newest: (a, b) => compare(b.to ?? '', a.to ?? ''),
    most: (a, b) => b.photos - a.photos,
  } as const satisfies Record<AlbumSort, typeof byName>;
  return albums.toSorted((a, b) => orders[sort](a, b) || byName(a, b));
}

function kept(): AlbumSort {
  try {
    const found = localStorage.getItem(KEPT_AS);
    return ALBUM_SORTS.find((sort) => sort === found) ?? 'changed';
  } catch {
    // Without storage, it starts from the default each time.
    return 'changed';
  }
}

/** The chosen order, which is remembered. */
export function useAlbumSort(): readonly [AlbumSort, (sort: AlbumSort) => void] {
  const [sort, setSort] = useState(kept);
  return [
    sort,
    (next) => {
      setSort(next);
      try {
        localStorage.setItem(KEPT_AS, next);
      } catch {
        // Then it holds for as long as the window is open.
      }
    },
  ];
}
