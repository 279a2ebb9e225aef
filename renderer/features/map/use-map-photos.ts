import { useEffect, useState, useSyncExternalStore } from 'react';
import { useConnection, useNotices, useTopics } from '../../client/contexts.ts';
import { topicsRead } from '../../client/topics.ts';
import { createHitsSession, type PagedResult, type SearchSession } from '../search/search-session.ts';
import type { MapList } from './map-item.ts';

export interface MapPhotos {
  readonly session: SearchSession;
  /** Null until the first page is here. */
  readonly result: PagedResult | null;
}

/** The photos of a list beside the map, page by page, as the timeline shows them. */
export function useMapPhotos(list: MapList, text: string): MapPhotos {
  const { client } = useConnection();
  const { report } = useNotices();
  const topics = useTopics();
  const [session] = useState(() =>
    createHitsSession(async ({ offset = 0, limit = 1 }) => {
      const { total, hits, revision } = await client('map.photos', { text, list, offset, limit });
      return {
        interpretations: [],
        phrases: [],
        qualifiers: [],
        correction: null,
        months: [],
        unreadable: null,
        likely: total,
        possible: 0,
        hasSomeWords: false,
        missing: 0,
        hits,
        revision,
      };
    }),
  );
  const { result, error } = useSyncExternalStore(session.subscribe, session.get);
  useEffect(() => session.ask(text, 'date'), [session, text]);
  useEffect(
    () =>
      topics.subscribe((touched) => {
        if (topicsRead('map.photos').some((topic) => touched.includes(topic))) session.refresh();
      }),
    [topics, session],
  );
  useEffect(() => {
    if (error !== null) report(error);
  }, [error, report]);
  return { session, result };
}
