import { SORTS, type Sort } from '../../src/domain/query.ts';
import { SCREEN_NAMES, type ScreenName } from './screens.tsx';

/** Where the window is: what an address names. */
export interface Route {
  readonly screen: ScreenName;
  /** Of the screen "photos" and of an album: what is searched for; of the former, its order too. */
  readonly text: string;
  readonly sort: Sort;
  /** The text is searched for as typed, without a correction of its spelling. */
  readonly verbatim: boolean;
  /** What of the screen is open: an album, a person, a label, a section of the settings; null for none. */
  readonly item: string | null;
  /** The id of the photo that is open over the screen; null for none. */
  readonly photo: number | null;
}

/** The timeline: all photos. */
export const HOME: Route = {
  screen: 'photos',
  text: '',
  sort: 'relevance',
  verbatim: false,
  item: null,
  photo: null,
};

/** A screen from its beginning. */
export const routeTo = (screen: ScreenName, item: string | null = null): Route => ({ ...HOME, screen, item });

/** A search of all photos. */
export const routeToSearch = (text: string, sort: Sort = 'relevance', verbatim = false): Route => ({
  ...HOME,
  text,
  sort,
  verbatim: verbatim && text !== '',
});

/** The photos of the same album that a search finds. */
export const routeInAlbum = ({ item }: Route, text: string, verbatim = false): Route => ({
  ...routeTo('albums', item),
  text,
  verbatim: verbatim && text !== '',
});

const PHOTO = /^[1-9]\d{0,14}$/;

/**
 * The fragment of a route's address, which a browser sends to no server: `#/albums/3?photo=12`. Empty for the timeline.
 * Lone surrogates, which no address can hold, are replaced.
 */
export function printRoute({ screen, text, sort, verbatim, item, photo }: Route): string {
  const query = new URLSearchParams();
  const isSearch = screen === 'photos';
  if ((isSearch || (screen === 'albums' && item !== null)) && text !== '') {
    query.set('q', text);
    if (verbatim) query.set('spelling', 'as-typed');
  }
  if (isSearch && text !== '' && sort !== HOME.sort) query.set('sort', sort);
  if (photo !== null) query.set('photo', String(photo));
  const path = item === null ? screen : `${screen}/${encodeURIComponent(item.toWellFormed())}`;
  if (query.size === 0) return path === HOME.screen ? '' : `#/${path}`;
  return `#/${path}?${query}`;
}

/** The text of a part of a path; null where it was not written by `encodeURIComponent`. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    // Written by hand: such an address names nothing.
    return null;
  }
}

/** The screen that a fragment names; null where it names none that there is. Without any, it is the timeline. */
const screenOf = (path: string): ScreenName | null =>
  path === '' ? HOME.screen : (SCREEN_NAMES.find((known) => known === path.split('/')[0]) ?? null);

const FRAGMENT = /^#\/([^?]*)(?:\?(.*))?$/s;

/** Whether a fragment is the address of something: `#/nonsense` is not, though it is read as the timeline. */
export const isKnownRoute = (fragment: string): boolean =>
  fragment === '' || fragment === '#' || screenOf(FRAGMENT.exec(fragment)?.[1] ?? '?') !== null;

/** Reads a fragment that `printRoute` wrote; what is new to it is left out, and another screen is the timeline. */
export function parseRoute(fragment: string): Route {
  const [, path = '', search = ''] = FRAGMENT.exec(fragment) ?? [];
  const screen = screenOf(path) ?? HOME.screen;
  const [, ...rest] = path.split('/');
  const query = new URLSearchParams(search);
  const isSearch = screen === 'photos';
  const item = isSearch || rest.length === 0 ? null : decoded(rest.join('/'));
  const text = isSearch || (screen === 'albums' && item !== null) ? (query.get('q') ?? '') : '';
  const photo = query.get('photo') ?? '';
  return {
    screen,
    text,
    verbatim: text !== '' && query.get('spelling') === 'as-typed',
    sort: (isSearch && text !== '' && SORTS.find((one) => one === query.get('sort'))) || HOME.sort,
    item,
    photo: PHOTO.test(photo) ? Number(photo) : null,
  };
}

/** Whether two routes have the same address. */
export const isSameRoute = (one: Route, other: Route): boolean => printRoute(one) === printRoute(other);
