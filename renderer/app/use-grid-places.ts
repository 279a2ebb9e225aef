import { useEffect, useMemo, useRef } from 'react';
import type { GridPlaces } from '../features/timeline/use-anchor.ts';
import type { Navigation } from './navigation.ts';
import { showsPhotos } from './use-collection.ts';

/**
 * Keeps with each address where its photos were scrolled to.
 * @param text what the address asks for
 */
export function useGridPlaces(navigation: Navigation, text: string): GridPlaces {
  const asked = useRef(text);
  useEffect(() => {
    asked.current = text;
  });
  return useMemo(() => {
    // Until its result is here, an address shows the photos of the one before.
    const isOf = (found: string): boolean =>
      showsPhotos(navigation.get().route) && found.trimEnd() === asked.current.trimEnd();
    return {
      get: (result) => (isOf(result.text) ? navigation.place() : null),
      keep: (result, rank, pixels) => {
        if (isOf(result.text)) navigation.keepPlace({ rank, pixels });
      },
    };
  }, [navigation]);
}
