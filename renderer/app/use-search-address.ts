import { useCallback, useState } from 'react';
import type { Sort } from '../../src/domain/query.ts';
import type { Navigation } from './navigation.ts';
import { HOME, type Route, routeInAlbum, routeToSearch } from './route.ts';
import { type Collection, showsPhotos } from './use-collection.ts';

/** What photos are asked for. */
export interface AskedPhotos {
  readonly text: string;
  readonly sort: Sort;
  /** As typed, without a correction. */
  readonly verbatim: boolean;
  /** The album that is searched in; null: all photos. */
  readonly album: number | null;
  /** Not by the search box. */
  readonly isCollection: boolean;
}

/** The search box and its photos as the address has them. */
export interface SearchAddress {
  /** What is in the search box. */
  readonly text: string;
  /** Of the current screen, or of the last one with photos. */
  readonly asked: AskedPhotos;
  /** A text that is being typed: an address for the whole of it. */
  readonly type: (text: string) => void;
  /** Another search of all photos: an address of its own. */
  readonly search: (text: string) => void;
  /** Another search in what is searched in now, which may be an album. */
  readonly refine: (text: string) => void;
  /** The same for a text that is searched for as typed, whatever it was taken for. */
  readonly searchAsTyped: (text: string) => void;
  readonly setSort: (sort: Sort) => void;
}

/** What the address asks for; null while the screen has no photos, or its collection is not here yet. */
function askedBy(route: Route, collection: Collection | null): AskedPhotos | null {
  if (collection?.album != null) {
    const { album } = collection.album;
    const { text, verbatim } = route;
    return { text, sort: 'date', verbatim, album, isCollection: text.trim() === '' };
  }
  if (collection !== null)
    return { text: collection.text, sort: 'date', verbatim: false, album: null, isCollection: true };
  if (route.screen !== 'photos' || !showsPhotos(route)) return null;
  const { text, sort, verbatim } = route;
  return { text, sort, verbatim, album: null, isCollection: false };
}

const isSame = (one: AskedPhotos, other: AskedPhotos): boolean =>
  one.text === other.text &&
  one.sort === other.sort &&
  one.verbatim === other.verbatim &&
  one.album === other.album &&
  one.isCollection === other.isCollection;

const isAlbum = ({ screen, item }: Route): boolean => screen === 'albums' && item !== null;
/** Whether the search box is for the photos of the screen. */
const isSearchable = (route: Route): boolean => route.screen === 'photos' || isAlbum(route);

/** The address as the search box reads and writes it. */
export function useSearchAddress(
  navigation: Navigation,
  route: Route,
  collection: Collection | null,
): SearchAddress {
  const [kept, setKept] = useState<AskedPhotos>({
    text: '',
    sort: 'relevance',
    verbatim: false,
    album: null,
    isCollection: false,
  });
  const asked = askedBy(route, collection) ?? kept;
  if (!isSame(asked, kept)) setKept(asked);
  // The order that was chosen is that of the searches to come.
  const [sort, setOrder] = useState<Sort>(route.sort);
  if (route.text !== '' && route.sort !== sort) setOrder(route.sort);

  const type = useCallback(
    (text: string): void => {
      const before = navigation.get().route;
      const next = isAlbum(before) ? routeInAlbum(before, text) : routeToSearch(text, sort);
      if (!isSearchable(before)) {
        if (text !== '') navigation.go(next);
      } else if (before.text === '') navigation.go(next, true);
      else if (text === '') navigation.close(isAlbum(before) ? next : HOME);
      else navigation.replace(next);
    },
    [navigation, sort],
  );
  const search = useCallback(
    (text: string): void => navigation.go(routeToSearch(text, sort)),
    [navigation, sort],
  );
  const within = useCallback(
    (text: string, verbatim: boolean): void => {
      const before = navigation.get().route;
      navigation.go(
        isAlbum(before) ? routeInAlbum(before, text, verbatim) : routeToSearch(text, sort, verbatim),
      );
    },
    [navigation, sort],
  );
  const refine = useCallback((text: string): void => within(text, false), [within]);
  return {
    text: isSearchable(route) ? route.text : '',
    asked,
    type,
    search,
    refine,
    searchAsTyped: (text) => within(text, true),
    setSort: (next) => {
      setOrder(next);
      const { text, verbatim } = navigation.get().route;
      navigation.replace(routeToSearch(text, next, verbatim));
    },
  };
}
