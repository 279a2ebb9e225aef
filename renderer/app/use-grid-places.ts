import { useEffect, useMemo, useRef } from 'react';
import type { PagedResult } from '../features/search/search-session.ts';
import type { GridPlaces } from '../features/timeline/use-anchor.ts';
import type { Navigation } from './navigation.ts';
import { showsPhotos } from './use-collection.ts';
import type { AskedPhotos } from './use-search-address.ts';

/**
 * Keeps with each address where its photos were scrolled to.
 * @param asked what the address asks for
 */
export function useGridPlaces(
  navigation: Navigation,
  { text, album }: Pick<AskedPhotos, 'text' | 'album'>,
): GridPlaces {
  const asked = useRef({ text, album });
  useEffect(() => {
    asked.current = { text, album };
  });
  return useMemo(() => {
    // Until its result is here, an address shows the photos of the one before.
    const isOf = (found: PagedResult): boolean =>
      showsPhotos(navigation.get().route) &&
      found.album === asked.current.album &&
      found.text.trimEnd() === asked.current.text.trimEnd();
    return {
      get: (result) => (isOf(result) ? navigation.place() : null),
      keep: (result, rank, pixels) => {
        if (isOf(result)) navigation.keepPlace({ rank, pixels });
      },
    };
  }, [navigation]);
}
