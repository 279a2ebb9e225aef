import { useState } from 'react';
import { ALBUM_SORTS, type AlbumSort } from '../../../src/domain/album-sort.ts';

const KEPT_AS = 'beachcomb.album-sort';

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
