import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { useConnection, useNotices, useUserActions } from '../client/contexts.ts';
import {
  hitAt,
  type PagedResult,
  rankOf,
  type SearchSession,
  searchKey,
  withinAlbum,
} from '../features/search/search-session.ts';
import type { SuggestionSession } from '../features/search/suggestion-session.ts';
import type { Navigation } from './navigation.ts';
import type { Route } from './route.ts';
import { type Search, useSearchRefresh } from './use-search.ts';

export interface Viewing {
  /** Rank of the photo that is open; null while none is. */
  readonly viewing: number | null;
  /** Opens a photo of the grid. */
  readonly open: (rank: number) => void;
  /** Goes on to another photo. */
  readonly view: (rank: number) => void;
  readonly close: () => void;
  /** The open photo left the library: the next one is shown, or the one before it. */
  readonly leave: () => void;
}

/** A rank in a search, and the photo that is there: null until its page is here. */
interface Opened {
  readonly search: string;
  readonly rank: number;
  readonly photo: number | null;
}

/** The rank at which an open photo is now; null where another search came whose first photos it is not among. */
function rankNow(result: PagedResult, { search, rank, photo }: Opened): number | null {
  const isSame = search === searchKey(result);
  if (photo === null || hitAt(result, rank)?.photo === photo) return rank;
  return rankOf(result, photo) ?? (isSame ? rank : null);
}

interface Options {
  readonly navigation: Navigation;
  readonly route: Route;
  readonly search: Search;
  readonly suggestions: SuggestionSession;
  readonly moveTo: (rank: number) => void;
  /** The screen shows the photos of the search; a page opens photos of its own. */
  readonly isShown: boolean;
}

/** Which photo of the search is open: the one that the address names. */
export function useViewing(options: Options): Viewing {
  const { navigation, route, search, suggestions, moveTo, isShown } = options;
  const { session, result, searchText, asked } = search;
  const [opened, setOpened] = useState<Opened | null>(null);
  const wanted = isShown ? route.photo : null;
  // Photos before it may have left the search.
  const found = opened === null || result === null ? null : rankNow(result, opened);
  const viewing = wanted === null ? null : found;
  useSearchRefresh(session, viewing !== null);
  useFoundRank({ ...options, wanted, opened, setOpened, isLost: opened !== null && found === null });

  // The page of a photo that was gone on to is here.
  const arrived =
    opened?.photo === null && result !== null ? (hitAt(result, opened.rank)?.photo ?? null) : null;
  useEffect(() => {
    if (arrived === null || wanted === null) return;
    setOpened((before) => before && { ...before, photo: arrived });
    navigation.replace({ ...navigation.get().route, photo: arrived });
  }, [arrived, wanted, navigation]);

  const open = useCallback(
    (rank: number): void => {
      const now = session.get().result;
      const photo = now === null ? null : (hitAt(now, rank)?.photo ?? null);
      if (now === null || photo === null) return;
      // The search led somewhere.
      if (!asked.isCollection && searchText.trim() !== '') suggestions.note(searchText.trim());
      moveTo(rank);
      setOpened({ search: searchKey(now), rank, photo });
      navigation.go({ ...navigation.get().route, photo }, true);
    },
    [session, suggestions, moveTo, navigation, asked.isCollection, searchText],
  );
  const view = (rank: number): void => {
    const now = session.get().result;
    if (now === null) return;
    const total = now.likely + now.possible;
    const photo = hitAt(now, rank)?.photo ?? null;
    moveTo(rank);
    setOpened({ search: searchKey(now), rank, photo });
    if (photo !== null) navigation.replace({ ...navigation.get().route, photo });
    session.need(Math.max(0, rank - 1), Math.min(total - 1, rank + 1));
  };
  const close = (): void => {
    const now = navigation.get().route;
    if (now.photo !== null) navigation.close({ ...now, photo: null });
  };
  const leave = (): void => {
    if (viewing === null) return;
    if (viewing + 1 < search.total) view(viewing + 1);
    else if (viewing > 0) view(viewing - 1);
    else close();
    void session.refresh();
  };
  usePhotoBack({ navigation, session, viewing, view });
  return { viewing, open, view, close, leave };
}

interface GoingBack extends Pick<Options, 'navigation'>, Pick<Viewing, 'viewing' | 'view'> {
  readonly session: SearchSession;
}

/** Shows a photo that comes back from the trash while another one is open, where it is among the same photos. */
function usePhotoBack({ navigation, session, viewing, view }: GoingBack): void {
  const { onUndone } = useUserActions();
  const onBack = useEffectEvent(async (photo: number): Promise<void> => {
    if (viewing === null) return;
    await session.refresh();
    const now = session.get().result;
    const rank = now === null ? null : rankOf(now, photo);
    if (rank !== null && navigation.get().route.photo !== null) view(rank);
  });
  useEffect(
    () =>
      onUndone(({ trashed = [] }) => {
        const [first] = trashed;
        if (first !== undefined) void onBack(first);
      }),
    [onUndone],
  );
}

interface Finding extends Options {
  readonly wanted: number | null;
  readonly opened: Opened | null;
  readonly setOpened: (opened: Opened | null) => void;
  /** Another search came while it was open. */
  readonly isLost: boolean;
}

/** Finds where the photo of the address is in the search: after a reload, Back or Forward, or from elsewhere. */
function useFoundRank(finding: Finding): void {
  const { navigation, search, moveTo, wanted, opened, setOpened, isLost } = finding;
  const { client } = useConnection();
  const { notify, report } = useNotices();
  const { session, result, searchText, asked } = search;
  const isHere =
    result !== null &&
    result.text === searchText &&
    result.sort === asked.sort &&
    result.album === asked.album;
  const isOther = opened?.photo !== wanted && opened?.photo !== null;
  const isUnknown = wanted !== null && (isOther || isLost) && isHere;

  const show = useEffectEvent((photo: number, rank: number | null): void => {
    const { route } = navigation.get();
    if (route.photo !== photo) return;
    const now = session.get().result;
    if (rank === null || now === null) {
      notify((t) => (isLost ? t.photoNotFound : t.photoGone));
      navigation.close({ ...route, photo: null });
      return;
    }
    session.need(Math.max(0, rank - 1), rank + 1);
    moveTo(rank);
    setOpened({ search: searchKey(now), rank, photo });
  });
  const find = useEffectEvent((photo: number): void => {
    const here = result === null ? null : rankOf(result, photo);
    if (here !== null) show(photo, here);
    else {
      const verbatim = result?.verbatim === true;
      client('search.rank', {
        text: searchText,
        sort: asked.sort,
        verbatim,
        photo,
        ...withinAlbum(asked.album),
      }).then(
        ({ rank }) => show(photo, rank),
        (error: unknown) => {
          report(error);
          show(photo, null);
        },
      );
    }
  });
  useEffect(() => {
    if (isUnknown && wanted !== null) find(wanted);
  }, [isUnknown, wanted]);
  useEffect(() => {
    if (wanted === null && opened !== null) setOpened(null);
  }, [wanted, opened, setOpened]);
}
