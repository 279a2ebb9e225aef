import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { Hit } from '../../src/api/contract.ts';
import { BeachcombError } from '../../src/domain/error.ts';
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
  /** Rank of the photo that is open, in `shown`; null while none is. */
  readonly viewing: number | null;
  /** The photos that it is among: those of the search, unless the search that came meanwhile has it not. */
  readonly shown: PagedResult | null;
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
  /** The photos that it was opened among: of this search, or it alone. */
  readonly among: PagedResult;
  readonly isAlone: boolean;
  readonly rank: number;
  readonly photo: number | null;
}

/** The rank at which an open photo is now; null where another search came whose first photos it is not among. */
function rankNow(result: PagedResult, { among, isAlone, rank, photo }: Opened): number | null {
  const isSame = !isAlone && searchKey(among) === searchKey(result);
  if (isSame && (photo === null || hitAt(result, rank)?.photo === photo)) return rank;
  return (photo === null ? null : rankOf(result, photo)) ?? (isSame ? rank : null);
}

/** A photo that no search has found, as the only one of a result. */
const resultOf = (hit: Hit, like: PagedResult): PagedResult => ({
  ...like,
  text: '',
  correction: null,
  declined: null,
  interpretations: [],
  phrases: [],
  qualifiers: [],
  likely: 1,
  possible: 0,
  hasSomeWords: false,
  missing: 0,
  unreadable: null,
  months: [],
  pages: new Map([[0, [hit]]]),
});

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
  // Another search came without it: it stays open among those that it was opened from.
  const isLost = opened !== null && found === null;
  const shown = isLost ? opened.among : result;
  const viewing = wanted === null || opened === null ? null : (found ?? opened.rank);
  useSearchRefresh(session, viewing !== null);
  const finding = { ...options, wanted, opened, setOpened, isLost };
  useFoundRank(finding);
  useArrival(finding);

  const open = useCallback(
    (rank: number): void => {
      const now = session.get().result;
      const photo = now === null ? null : (hitAt(now, rank)?.photo ?? null);
      if (now === null || photo === null) return;
      // The search led somewhere.
      if (!asked.isCollection && searchText.trim() !== '') suggestions.note(searchText.trim());
      moveTo(rank);
      setOpened({ among: now, isAlone: false, rank, photo });
      navigation.go({ ...navigation.get().route, photo }, true);
    },
    [session, suggestions, moveTo, navigation, asked.isCollection, searchText],
  );
  const view = (rank: number): void => {
    const now = isLost ? opened.among : session.get().result;
    const photo = now === null ? null : (hitAt(now, rank)?.photo ?? null);
    // Pages of a search that was left are not fetched any more.
    if (now === null || (isLost && photo === null)) return;
    setOpened({ among: now, isAlone: isLost && opened.isAlone, rank, photo });
    if (photo !== null) navigation.replace({ ...navigation.get().route, photo });
    if (isLost) return;
    moveTo(rank);
    session.need(Math.max(0, rank - 1), Math.min(now.likely + now.possible - 1, rank + 1));
  };
  const close = (): void => {
    const now = navigation.get().route;
    if (now.photo !== null) navigation.close({ ...now, photo: null });
  };
  const leave = (): void => {
    if (viewing === null) return;
    if (isLost) close();
    else if (viewing + 1 < search.total) view(viewing + 1);
    else if (viewing > 0) view(viewing - 1);
    else close();
    void session.refresh();
  };
  usePhotoBack({ navigation, session, viewing: isLost ? null : viewing, view });
  return { viewing, shown, open, view, close, leave };
}

/** Names a photo that was gone on to in the address, once its page is here. */
function useArrival({ navigation, search: { result }, wanted, opened, setOpened }: Finding): void {
  const photo = opened?.photo === null && result !== null ? hitAt(result, opened.rank)?.photo : undefined;
  const onArrival = useEffectEvent((arrived: number): void => {
    if (opened !== null) setOpened({ ...opened, photo: arrived });
    navigation.replace({ ...navigation.get().route, photo: arrived });
  });
  useEffect(() => {
    if (photo !== undefined && wanted !== null) onArrival(photo);
  }, [photo, wanted]);
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

  const isWanted = (photo: number): boolean => navigation.get().route.photo === photo;
  const show = useEffectEvent((photo: number, rank: number): void => {
    const now = session.get().result;
    if (!isWanted(photo) || now === null) return;
    session.need(Math.max(0, rank - 1), rank + 1);
    moveTo(rank);
    setOpened({ among: now, isAlone: false, rank, photo });
  });
  /** The search does not have it: it is shown as it was opened, or alone, as long as it is in the library. */
  const showAlone = useEffectEvent((photo: number, hit: Hit): void => {
    const now = session.get().result;
    if (!isWanted(photo) || now === null || (opened?.photo === photo && isLost)) return;
    setOpened({ among: resultOf(hit, now), isAlone: true, rank: 0, photo });
  });
  const leave = useEffectEvent((photo: number, error: unknown): void => {
    const isGone = error instanceof BeachcombError && error.kind === 'not-found';
    if (isGone) notify((t) => t.photoGone);
    else report(error);
    // What is open can still be seen.
    if (isWanted(photo) && (isGone || opened === null))
      navigation.close({ ...navigation.get().route, photo: null });
  });
  const find = useEffectEvent(async (photo: number): Promise<void> => {
    const here = result === null ? null : rankOf(result, photo);
    if (here !== null) return show(photo, here);
    const { sort, album } = asked;
    const verbatim = result?.verbatim === true;
    try {
      const input = { text: searchText, sort, verbatim, photo, ...withinAlbum(album) };
      const { rank } = await client('search.rank', input);
      if (rank === null) showAlone(photo, (await client('photo.hit', { photo })).hit);
      else show(photo, rank);
    } catch (error) {
      leave(photo, error);
    }
  });
  useEffect(() => {
    if (isUnknown && wanted !== null) void find(wanted);
  }, [isUnknown, wanted]);
  useEffect(() => {
    if (wanted === null && opened !== null) setOpened(null);
  }, [wanted, opened, setOpened]);
}
