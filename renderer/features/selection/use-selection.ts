import { useCallback, useMemo, useRef, useState } from 'react';
import type { Client } from '../../../src/api/client.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { hitAt, type PagedResult, rankOf, searchedText, withinAlbum } from '../search/search-session.ts';
import { extend, NO_SELECTION, type Selection, selectedPhotos, toggle } from './selection.ts';

/** So many photos can be chosen, and spoken of in one call. */
const MOST = 10_000;
/** Hits that one call answers with, at most. */
const PAGE = 5000;

export interface GridSelection {
  readonly photos: ReadonlySet<number>;
  readonly toggle: (rank: number) => void;
  /** Chooses from where the last range began, or else from rank `from`, up to rank `to`. */
  readonly extend: (from: number, to: number) => void;
  /** Chooses from rank `from` up to rank `to`, as a range of its own. */
  readonly sweep: (from: number, to: number) => void;
  readonly all: () => void;
  readonly clear: () => void;
}

const isTooMuch = (selection: Selection): boolean => selectedPhotos(selection).size > MOST;

/** The first and the last rank from one to another, as many as can be chosen, counted from where it began. */
const boundsOf = (from: number, to: number): readonly [first: number, last: number] =>
  to >= from ? [from, Math.min(to, from + MOST - 1)] : [Math.max(to, from - MOST + 1), from];

/** The photos of the ranks `first` up to and with `last`, fetched where they are not here. */
async function photosOf(client: Client, result: PagedResult, first: number, last: number): Promise<number[]> {
  const ranks = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const known = ranks.map((rank) => hitAt(result, rank)?.photo);
  if (known.every((photo) => photo !== undefined)) return known;
  const text = searchedText(result);
  const { sort } = result;
  const found: number[] = [];
  for (let offset = first; offset <= last; offset += PAGE) {
    const limit = Math.min(PAGE, last - offset + 1);
    const { hits } = await client('search.run', {
      text,
      sort,
      verbatim: true,
      offset,
      limit,
      ...withinAlbum(result.album),
    });
    found.push(...hits.map(({ photo }) => photo));
  }
  return found;
}

/** Differs between searches that have a selection of their own; another order keeps it. */
const selectedIn = (result: PagedResult): string => `${result.album} ${searchedText(result)}`;

/** The photos that are chosen among the hits of a search; another search begins with none. */
export function useSelection(result: PagedResult): GridSelection {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { notify, report } = useNotices();
  const [state, setState] = useState<{ readonly text: string; readonly selection: Selection }>({
    text: selectedIn(result),
    selection: NO_SELECTION,
  });
  const selection = state.text === selectedIn(result) ? state.selection : NO_SELECTION;
  const photos = useMemo(() => selectedPhotos(selection), [selection]);
  /** The latest requested range: only that one counts, because photos may have to be fetched. */
  const version = useRef(0);

  const change = (next: Selection): void => {
    version.current += 1;
    setState({ text: selectedIn(result), selection: next });
  };
  const choose = (anchor: number, from: number, to: number): void => {
    version.current += 1;
    const mine = version.current;
    const [first, last] = boundsOf(from, to);
    photosOf(client, result, first, last).then((range) => {
      if (mine !== version.current) return;
      const next = extend(selection, anchor, range);
      // What was chosen one by one gives way to a range that fills all there is room for.
      change(isTooMuch(next) ? { ...next, fixed: new Set() } : next);
      if (isTooMuch(next) || last - first < Math.abs(to - from)) notify(t.mostSelected(MOST));
    }, report);
  };

  return {
    photos,
    toggle: (rank) => {
      const photo = hitAt(result, rank)?.photo;
      if (photo === undefined) return;
      const next = toggle(selection, photo);
      if (isTooMuch(next)) notify(t.mostSelected(MOST));
      else change(next);
    },
    extend: (from, to) => {
      const known = selection.anchor === null ? null : rankOf(result, selection.anchor);
      const start = known ?? from;
      const anchor = hitAt(result, start)?.photo;
      if (anchor !== undefined) choose(anchor, start, to);
    },
    sweep: (from, to) => {
      const anchor = hitAt(result, from)?.photo;
      if (anchor !== undefined) choose(anchor, from, to);
    },
    all: () => {
      const anchor = hitAt(result, 0)?.photo ?? -1;
      choose(anchor, 0, result.likely + result.possible - 1);
    },
    clear: useCallback(() => {
      version.current += 1;
      setState((before) => ({ ...before, selection: NO_SELECTION }));
    }, []),
  };
}
