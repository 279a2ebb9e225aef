import { useMemo } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { type ExploreSection, exploreSections, FAVOURITES } from './explore-sections.ts';

/** What there is to look around in; null before it is here. */
export function useExplore(): readonly ExploreSection[] | null {
  const { language, t } = useLanguage();
  const found = useQuery('explore.get', { language }, { keeps: () => true });
  const albums = useQuery('albums.list', {});
  const favourites = useQuery('search.run', { text: FAVOURITES, limit: 1 });
  return useMemo(() => {
    if (found === null || albums === null || favourites === null) return null;
    const cover = favourites.hits[0]?.photo ?? null;
    return exploreSections(found, albums, { name: t.favourites, photos: favourites.likely, cover });
  }, [found, albums, favourites, t]);
}
