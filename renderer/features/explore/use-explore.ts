import { useEffect, useState } from 'react';
import { useApp } from '../../client/app-context.ts';
import { type ExploreSection, exploreSections, FAVOURITES } from './explore-sections.ts';

/** What there is to look around in, asked for again whenever `when` changes; null before it is here. */
export function useExplore(when: unknown): readonly ExploreSection[] | null {
  const { client, language, report, t, userData } = useApp();
  const [sections, setSections] = useState<readonly ExploreSection[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `when` and `said.turn` say when.
  useEffect(() => {
    let isCurrent = true;
    Promise.all([
      client('explore.get', { language }),
      client('albums.list', {}),
      client('search.run', { text: FAVOURITES, limit: 1 }),
    ])
      .then(([found, albums, favourites]) => {
        const [newest] = favourites.hits;
        const card = { name: t.favourites, photos: favourites.likely, cover: newest?.photo ?? null };
        if (isCurrent) setSections(exploreSections(found, albums, card));
      })
      .catch((error: unknown) => isCurrent && report(error));
    return () => {
      isCurrent = false;
    };
  }, [client, language, report, t, userData.turn, when]);
  return sections;
}
