import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { hitAt, type PagedResult, rankOf, searchKey } from '../search/search-session.ts';
import { type GridRowLayout, rowOfRank } from './lay-out-grid.ts';
import type { LongScroll } from './long-scroll.ts';

/** What the view holds on to: a photo, or at least a rank; where its row began, and the view, in pixels. */
interface Anchor {
  readonly photo: number | null;
  readonly rank: number;
  readonly start: number;
  readonly scrolled: number;
}

/** Where a grid was scrolled to, for whoever comes back to it. */
export interface GridPlaces {
  /** The rank at the top of the view, and the pixels below the beginning of its row; null for the very top. */
  readonly get: (result: PagedResult) => { readonly rank: number; readonly pixels: number } | null;
  readonly keep: (result: PagedResult, rank: number, pixels: number) => void;
}

/** Whether the grid was not there before, or was hidden: its view is at the top. */
function useIsNew(): RefObject<boolean> {
  const isNew = useRef(true);
  useLayoutEffect(
    () => () => {
      isNew.current = true;
    },
    [],
  );
  return isNew;
}

/** What the view holds on to where it was left; null for the very top. */
function anchorOf(
  kept: ReturnType<GridPlaces['get']>,
  rows: readonly GridRowLayout[],
  { measurementsCache }: Virtualizer<HTMLDivElement, Element>,
): Anchor | null {
  if (kept === null) return null;
  const start = measurementsCache[rowOfRank(rows, kept.rank)]?.start ?? 0;
  return { photo: null, rank: kept.rank, start, scrolled: start + kept.pixels };
}

/**
 * Keeps the photo at the top of the view in its place when rows change; a new search starts at the top, or where it
 * was left.
 */
export function useAnchor(
  scroller: RefObject<HTMLElement | null>,
  scroll: LongScroll,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  result: PagedResult,
  rows: readonly GridRowLayout[],
  places: GridPlaces,
): void {
  const shown = useRef({ query: '', rows, result });
  const anchor = useRef<Anchor | null>(null);
  const query = searchKey(result);
  const isNew = useIsNew();

  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { query, rows, result };
    if (rows.length === 0 || (before.rows === rows && !isNew.current)) return;
    if (before.query !== query || isNew.current) {
      isNew.current = false;
      anchor.current = anchorOf(places.get(result), rows, virtualizer);
      scroll.go(anchor.current?.scrolled ?? 0);
    } else if (anchor.current !== null) {
      const { photo, rank, start, scrolled } = anchor.current;
      const row = rowOfRank(rows, (photo === null ? null : rankOf(result, photo)) ?? rank);
      const moved = (virtualizer.measurementsCache[row]?.start ?? 0) - start;
      // The view may have moved since and continues from there, unless the end of the grid has moved it.
      const now = scroll.top();
      const top = (now >= scroll.most() - 1 ? scrolled : now) + moved;
      if (Math.abs(top - now) > 1) scroll.go(top);
      anchor.current = { photo, rank: rows[row]?.first ?? rank, start: start + moved, scrolled: top };
    }
  });

  useEffect(() => {
    const view = scroller.current;
    if (view === null) return;
    const hold = (): void => {
      const { rows: all, result: now } = shown.current;
      const top = scroll.top();
      const item = virtualizer.getVirtualItemForOffset(top);
      const rank = item === undefined ? undefined : all[item.index]?.first;
      // At the very top there is nothing to hold: what is new shall be seen.
      if (rank === undefined || top < 1) {
        anchor.current = null;
        places.keep(now, 0, 0);
      } else {
        const start = virtualizer.measurementsCache[rowOfRank(all, rank)]?.start ?? 0;
        places.keep(now, rank, top - start);
        anchor.current = { photo: hitAt(now, rank)?.photo ?? null, rank, start, scrolled: top };
      }
    };
    // Before the rows change: what is read of the view then costs nothing.
    view.addEventListener('scroll', hold, { passive: true, capture: true });
    return () => view.removeEventListener('scroll', hold, { capture: true });
  }, [scroller, scroll, virtualizer, places]);
}
