import type { Virtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';
import type { PagedResult } from '../search/search-session.ts';
import { type GridRowLayout, rowOfRank } from './lay-out-grid.ts';

interface Options {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  readonly rows: readonly GridRowLayout[];
  readonly result: PagedResult;
  readonly active: number;
  readonly onActive: (rank: number) => void;
}

export interface GridFocus {
  /** Brings view and keyboard to a rank. */
  readonly go: (rank: number) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** The keyboard's focus, which is at one photo of the grid and stays in it when photos go. */
export function useGridFocus(options: Options): GridFocus {
  const { scroller, virtualizer, rows, result, active, onActive } = options;
  /** The rank that takes the focus as soon as its cell is there. */
  const wanted = useRef<number | null>(null);
  const last = useRef<Element | null>(null);

  const focusWanted = (): void => {
    if (wanted.current === null) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-rank="${wanted.current}"]`);
    if (cell === null || cell === undefined) return;
    wanted.current = null;
    cell.focus({ preventScroll: true });
  };
  const go = (rank: number): void => {
    const next = Math.min(result.likely + result.possible - 1, Math.max(0, rank));
    const row = rowOfRank(rows, next);
    // Upwards, the heading comes along.
    const isUnderHeading = next <= active && rows[row - 1]?.kind === 'heading';
    virtualizer.scrollToIndex(isUnderHeading ? row - 1 : row, { align: 'auto' });
    onActive(next);
    wanted.current = next;
    focusWanted();
  };
  useEffect(focusWanted);

  // When the cell of the focused photo goes, with its photo or with a row that is laid out again, the focus moves to the
  // one in its place. The rows may follow the result in a later commit, so this looks after each.
  useEffect(() => {
    if (wanted.current !== null || result.likely + result.possible === 0) return;
    if (last.current?.isConnected === false && document.activeElement === document.body) go(active);
  });

  return {
    go,
    onFocus: ({ target }) => {
      last.current = target;
      const rank = target.dataset['rank'];
      if (rank !== undefined && Number(rank) !== active) onActive(Number(rank));
    },
    onBlur: ({ relatedTarget }) => {
      // Whoever went elsewhere is not fetched back; what is opened over the grid leads back to it.
      const isOver =
        relatedTarget instanceof Element &&
        relatedTarget.closest('dialog') !== (scroller.current?.closest('dialog') ?? null);
      if (relatedTarget !== null && !isOver) last.current = null;
    },
  };
}
