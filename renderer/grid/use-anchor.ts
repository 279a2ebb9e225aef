import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type Answer, hitAt, rankOf } from '../search/search-session.ts';
import { type GridRow, rowOfRank } from './lay-out-grid.ts';

/** What the view holds on to: a photo, or at least a rank, and how far below the top of its row the view begins. */
interface Anchor {
  readonly photo: number | null;
  readonly rank: number;
  /** Pixels. */
  readonly below: number;
}

/** Keeps the photo at the top of the view in its place when rows change; a new search starts at the top. */
export function useAnchor(
  scroller: RefObject<HTMLElement | null>,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  answer: Answer,
  rows: readonly GridRow[],
): void {
  const shown = useRef({ query: '', rows, answer });
  const anchor = useRef<Anchor | null>(null);
  const query = `${answer.sort} ${answer.text}`;

  useLayoutEffect(() => {
    const view = scroller.current;
    const before = shown.current;
    shown.current = { query, rows, answer };
    if (view === null || before.rows === rows) return;
    if (before.query !== query) {
      view.scrollTop = 0;
      anchor.current = null;
    } else if (anchor.current !== null) {
      const { photo, rank, below } = anchor.current;
      const row = rowOfRank(rows, (photo === null ? null : rankOf(answer, photo)) ?? rank);
      const top = (virtualizer.measurementsCache[row]?.start ?? 0) + below;
      if (Math.abs(top - view.scrollTop) > 1) view.scrollTop = top;
    }
  });

  useEffect(() => {
    const view = scroller.current;
    if (view === null) return;
    const hold = (): void => {
      const { rows: all, answer: now } = shown.current;
      const item = virtualizer.getVirtualItemForOffset(view.scrollTop);
      const rank = item === undefined ? undefined : all[item.index]?.first;
      // At the very top there is nothing to hold: what is new shall be seen.
      if (rank === undefined || view.scrollTop < 1) anchor.current = null;
      else {
        // Below a heading, if that is at the top: then it is above its row.
        const start = virtualizer.measurementsCache[rowOfRank(all, rank)]?.start ?? 0;
        anchor.current = { photo: hitAt(now, rank)?.photo ?? null, rank, below: view.scrollTop - start };
      }
    };
    view.addEventListener('scroll', hold, { passive: true });
    return () => view.removeEventListener('scroll', hold);
  }, [scroller, virtualizer]);
}
