import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import type { BeachcombError } from '../../src/domain/error.ts';
import { useConnection, useNotices, useTopics } from '../client/contexts.ts';
import { topicsRead } from '../client/topics.ts';
import {
  createSearchSession,
  type PagedResult,
  type SearchSession,
} from '../features/search/search-session.ts';
import { useIsSlow } from './use-is-slow.ts';
import type { SearchAddress } from './use-search-address.ts';

/** The time that a person gets to type on, milliseconds: phrases take the longer to look for. */
const RESULT_PAUSE_MS = { word: 60, phrase: 150 };

/** Most searches take less, and a sign for each would flicker; milliseconds. */
const SLOW_MS = 600;
/** How long a half typed word that finds nothing leaves the photos of the word before it, milliseconds. */
const HELD_MS = 1500;

export interface Search extends SearchAddress {
  readonly session: SearchSession;
  /** What is asked for, without the space that a word to come begins with; places in it are places in the text. */
  readonly searchText: string;
  /** What is shown; null before the first result. */
  readonly result: PagedResult | null;
  /** The result is that of an earlier search, since this one takes long or cannot be made. */
  readonly wait: { readonly error: BeachcombError | null } | null;
  /** Hits of the result. */
  readonly total: number;
  /** Something is searched for in the search box, rather than all photos or a collection shown. */
  readonly hasSearch: boolean;
  readonly setTyping: (typing: boolean) => void;
  readonly setComposing: (composing: boolean) => void;
}

/** Whether nothing is shown since the search is too long to be made. */
export const isTooLong = (wait: Search['wait']): boolean => wait?.error?.kind === 'search-too-long';

/** What the address asks for and its result, requested once typing pauses. */
export function useSearch(address: SearchAddress): Search {
  const { client } = useConnection();
  const { report } = useNotices();
  const [session] = useState(() => createSearchSession(client));
  const { result: newest, found, error } = useSyncExternalStore(session.subscribe, session.get);
  const [isTyping, setTyping] = useState(false);
  const [isComposing, setComposing] = useState(false);
  const { text, sort, verbatim, album, isCollection } = address.asked;
  const searchText = text.trimEnd();
  // Half a word mostly finds nothing: that is no result yet.
  const isNothing = newest !== null && newest.likely + newest.possible === 0 && newest.unreadable === null;
  const isHeld = isNothing && isTyping && found !== null;
  const isHeldLong = useIsSlow(isHeld, HELD_MS);
  const result = isHeld && !isHeldLong ? found : newest;
  const isAwaited = newest !== null && (newest.text !== searchText || newest.album !== album);
  const isSlow = useIsSlow(isAwaited, SLOW_MS);

  useEffect(() => {
    if (isComposing) return;
    const pause =
      searchText === '' ? 0 : /\s/u.test(searchText) ? RESULT_PAUSE_MS.phrase : RESULT_PAUSE_MS.word;
    const timer = setTimeout(() => session.ask(searchText, sort, album, verbatim), pause);
    return () => clearTimeout(timer);
  }, [session, searchText, sort, album, verbatim, isComposing]);
  useEffect(() => {
    // That a search is too long stands at its box, as long as it does.
    if (error !== null && error.kind !== 'search-too-long') report(error);
  }, [error, report]);

  const total = result === null ? 0 : result.likely + result.possible;
  const hasSearch = !isCollection && searchText.trim() !== '' && result?.text.trim() !== '';
  return {
    ...address,
    session,
    searchText,
    result,
    total,
    hasSearch,
    wait: isSlow || ((newest === null || isAwaited) && error !== null) ? { error } : null,
    setTyping,
    setComposing,
  };
}

/** Asks again when the search could find something else. While a photo is open, its neighbours stay what they are. */
export function useSearchRefresh(session: SearchSession, isViewing: boolean): void {
  const topics = useTopics();
  const isOutdated = useRef(false);
  const onChange = useEffectEvent(() => {
    if (isViewing) isOutdated.current = true;
    else session.refresh();
  });
  useEffect(
    () =>
      topics.subscribe((touched) => {
        if (topicsRead('search.run').some((topic) => touched.includes(topic))) onChange();
      }),
    [topics],
  );
  useEffect(() => {
    if (isViewing || !isOutdated.current) return;
    isOutdated.current = false;
    session.refresh();
  }, [session, isViewing]);
}
