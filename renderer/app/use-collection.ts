import { useEffect } from 'react';
import type { AlbumView } from '../../src/api/contract.ts';
import { quoteWord } from '../../src/query/print-query.ts';
import { useLanguage, useNotices } from '../client/contexts.ts';
import { isCurrent, useQueryState } from '../client/use-query.ts';
import type { OpenMemory } from '../features/memories/memory-bar.tsx';
import { memoryTitle } from '../features/memories/memory-words.ts';
import { useToday } from '../features/memories/use-memories.ts';
import type { IconName } from '../ui/icon.tsx';
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
  readonly icon: IconName;
  /** How many there are, in words; as photos without it. */
  readonly count?: (n: number) => string;
  /** The memory that it is. */
  readonly memory?: OpenMemory;
}

/** Whether the screen shows photos rather than a page. */
export const showsPhotos = ({ screen, item }: Route): boolean =>
  SCREENS[screen].content.kind !== 'page' ||
  ((screen === 'albums' || screen === 'memories') && item !== null);

/** The collection of the current address; null for none, or until an album's name is here. */
export function useCollection(navigation: Navigation, route: Route): Collection | null {
  const { t } = useLanguage();
  const { notify } = useNotices();
  const album = route.screen === 'albums' ? route.item : null;
  const list = useQueryState('albums.list', {}, { isAsked: album !== null });
  const albums = list.data ?? null;
  const found =
    albums?.find((one) => String(one.album) === album) ??
    albums?.find(({ importedId }) => importedId !== null && String(importedId) === album);
  const isGone = album !== null && isCurrent(list) && found === undefined;
  useEffect(() => {
    if (!isGone) return;
    notify((t) => t.albumGone);
    navigation.close(routeTo('albums'));
  }, [isGone, notify, navigation]);

  const memory = useMemory(navigation, route);

  if (memory !== null) return memory;
  if (album !== null) {
    if (found === undefined) return null;
    const empty = found.search === null ? t.emptyAlbum : t.emptySearchAlbum;
    return { title: found.name, text: '', album: found, empty, icon: 'album' };
  }
  const { content, name, icon } = SCREENS[route.screen];
  if (content.kind !== 'collection') return null;
  const { text, empty, count } = content;
  const shown = { title: name(t), text, album: null, empty: empty(t), icon };
  return count === undefined ? shown : { ...shown, count: (n) => count(t, n) };
}

/** The memory of the current address; null for none, or until it is here. */
function useMemory(navigation: Navigation, route: Route): Collection | null {
  const { t, language } = useLanguage();
  const { notify } = useNotices();
  const today = useToday();
  const key = route.screen === 'memories' ? route.item : null;
  const opened = useQueryState('memories.open', { memory: key ?? '', language }, { isAsked: key !== null });
  const memory = opened.data;
  const isGone = key !== null && isCurrent(opened) && memory === null;
  useEffect(() => {
    if (!isGone) return;
    notify((t) => t.memoryGone);
    navigation.close(routeTo('memories'));
  }, [isGone, notify, navigation]);
  if (key === null || memory === undefined || memory === null) return null;
  const title = memoryTitle(t, memory, today);
  const text = `memory:${quoteWord(memory.memory)}`;
  return { title, text, album: null, empty: t.memoryEmpty, icon: 'memories', memory };
}
