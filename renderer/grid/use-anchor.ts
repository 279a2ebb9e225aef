import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type Answer, rankOf } from '../search/search-session.ts';
import { type GridRow, rowOfRank } from './lay-out-grid.ts';

/** What the view holds on to: a photo, or at least a rank, and how far the view begins below its row. */
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
  const shown = useRef({ query: '', rows });
  const anchor = useRef<Anchor | null>(null);
  const query = `${answer.sort} ${answer.text}`;

  useLayoutEffect(() => {
    const view = scroller.current;
    const before = shown.current;
    shown.current = { query, rows };
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
      const item = virtualizer.getVirtualItemForOffset(view.scrollTop);
      const row = item === undefined ? undefined : shown.current.rows[item.index];
      // At the very top there is nothing to hold: what is new shall be seen.
      if (item === undefined || row === undefined || view.scrollTop < 1) anchor.current = null;
      else {
        const photo = row.kind === 'photos' ? (row.cells[0]?.hit?.photo ?? null) : null;
        anchor.current = { photo, rank: row.first, below: view.scrollTop - item.start };
      }
    };
    view.addEventListener('scroll', hold, { passive: true });
    return () => view.removeEventListener('scroll', hold);
  }, [scroller, virtualizer]);
}
