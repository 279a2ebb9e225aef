import { useCallback, useMemo, useRef, useState } from 'react';
import { useApp } from '../../client/app-context.ts';
import { type Answer, hitAt, rankOf, searchedText } from '../search/search-session.ts';
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

/** The photos that are chosen among the hits of a search; another search begins with none. */
export function useSelection(answer: Answer): GridSelection {
  const { client, t, notify, report } = useApp();
  const [state, setState] = useState<{ readonly text: string; readonly selection: Selection }>({
    text: searchedText(answer),
    selection: NO_SELECTION,
  });
  const selection = state.text === searchedText(answer) ? state.selection : NO_SELECTION;
  const photos = useMemo(() => selectedPhotos(selection), [selection]);
  /** Which range was asked for last: only that one counts, since photos may have to be fetched. */
  const turn = useRef(0);

  const change = (next: Selection): void => {
    turn.current += 1;
    setState({ text: searchedText(answer), selection: next });
  };
  /** The photos of the ranks `first` up to and with `last`. */
  const photosOf = async (first: number, last: number): Promise<number[]> => {
    const ranks = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const known = ranks.map((rank) => hitAt(answer, rank)?.photo);
    if (known.every((photo) => photo !== undefined)) return known;
    const text = searchedText(answer);
    const { sort } = answer;
    const found: number[] = [];
    for (let offset = first; offset <= last; offset += PAGE) {
      const limit = Math.min(PAGE, last - offset + 1);
      const { hits } = await client('search.run', { text, sort, verbatim: true, offset, limit });
      found.push(...hits.map(({ photo }) => photo));
    }
    return found;
  };
  const choose = (anchor: number, from: number, to: number): void => {
    turn.current += 1;
    const mine = turn.current;
    const down = to >= from;
    const first = down ? from : Math.max(to, from - MOST + 1);
    const last = down ? Math.min(to, from + MOST - 1) : from;
    photosOf(first, last).then((range) => {
      if (mine !== turn.current) return;
      const next = extend(selection, anchor, range);
      const isTooMuch = selectedPhotos(next).size > MOST;
      // What was chosen one by one gives way to a range that fills all there is room for.
      change(isTooMuch ? { ...next, fixed: new Set() } : next);
      if (isTooMuch || last - first < Math.abs(to - from)) notify(t.mostSelected(MOST));
    }, report);
  };

  return {
    photos,
    toggle: (rank) => {
      const photo = hitAt(answer, rank)?.photo;
      if (photo === undefined) return;
      const next = toggle(selection, photo);
      if (selectedPhotos(next).size > MOST) notify(t.mostSelected(MOST));
      else change(next);
    },
    extend: (from, to) => {
      const known = selection.anchor === null ? null : rankOf(answer, selection.anchor);
      const start = known ?? from;
      const anchor = hitAt(answer, start)?.photo;
      if (anchor !== undefined) choose(anchor, start, to);
    },
    sweep: (from, to) => {
      const anchor = hitAt(answer, from)?.photo;
      if (anchor !== undefined) choose(anchor, from, to);
    },
    all: () => {
      const anchor = hitAt(answer, 0)?.photo ?? -1;
      choose(anchor, 0, answer.likely + answer.possible - 1);
    },
    clear: useCallback(() => {
      turn.current += 1;
      setState((before) => ({ ...before, selection: NO_SELECTION }));
    }, []),
  };
}
