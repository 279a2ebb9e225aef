import { useEffect } from 'react';
import type { AlbumView } from '../../src/api/contract.ts';
import { useLanguage, useNotices } from '../client/contexts.ts';
import { useQuery } from '../client/use-query.ts';
import type { Navigation } from './navigation.ts';
import { type Route, routeTo } from './route.ts';
import { SCREENS } from './screens.tsx';

/** Photos that a screen shows under its own heading, by a search that is not in the search box. */
export interface Collection {
  readonly title: string;
  /** The search. */
  readonly text: string;
  /** The album that it is. */
  readonly album: AlbumView | null;
  /** Shown where there is no such photo. */
  readonly empty: string;
}

/** Whether the screen shows photos rather than a page. */
export const showsPhotos = ({ screen, item }: Route): boolean =>
  SCREENS[screen].content.kind !== 'page' || (screen === 'albums' && item !== null);

/** The collection of the current address; null for none, or until an album's name is here. */
export function useCollection(navigation: Navigation, route: Route): Collection | null {
  const { t } = useLanguage();
  const { notify } = useNotices();
  const album = route.screen === 'albums' ? route.item : null;
  const albums = useQuery('albums.list', {}, { isAsked: album !== null });
  const found =
    albums?.find((one) => String(one.album) === album) ??
    albums?.find(({ importedId }) => importedId !== null && String(importedId) === album);
  const isGone = album !== null && albums !== null && found === undefined;
  useEffect(() => {
    if (!isGone) return;
    notify((t) => t.albumGone);
    navigation.close(routeTo('albums'));
  }, [isGone, notify, navigation]);

  if (album !== null) {
    if (found === undefined) return null;
    const empty = found.search === null ? t.emptyAlbum : t.emptySearchAlbum;
    return { title: found.name, text: '', album: found, empty };
  }
  const { content, name } = SCREENS[route.screen];
  return content.kind === 'collection'
    ? { title: name(t), text: content.text, album: null, empty: content.empty(t) }
    : null;
}
