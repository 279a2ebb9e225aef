import {
  defaultRangeExtractor,
  type Rect,
  useVirtualizer,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import type { GridRowLayout } from './lay-out-grid.ts';
import type { LongScroll } from './long-scroll.ts';
import { useLongScroll } from './use-long-scroll.ts';

/** Rows that are there above and below the view. */
const OVERSCAN = 3;

interface Options {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: readonly GridRowLayout[];
  /** Pixels. */
  readonly gap: number;
  /** Pixels below the last row. */
  readonly paddingEnd: number;
  /** The row that stays, wherever the view is, so that the focus is never lost by scrolling. */
  readonly activeRow: number;
}

export interface GridRows {
  readonly scroll: LongScroll;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** The rows that are there. */
  readonly items: readonly VirtualItem[];
  /** Pixels of all rows, and of as many as are laid out. */
  readonly fullHeight: number;
  readonly height: number;
  /** Where a row is laid out; one that is kept, far away, just out of sight. */
  readonly placeOf: (start: number, rowHeight: number) => number;
}

/** A new function for new rows: that is what makes the virtualiser measure again. */
const keysOf =
  (rows: readonly GridRowLayout[]) =>
  (index: number): number =>
    Math.min(index, rows.length);

/** The rows in sight, and where each is, in a grid that may be higher than a browser can lay out. */
export function useGridRows({ scroller, rows, gap, paddingEnd, activeRow }: Options): GridRows {
  const [scroll, getWhole] = useLongScroll(scroller);
  const observeElementRect = useCallback(
    (_: unknown, onRect: (rect: Rect) => void) => {
      const view = scroller.current;
      if (view === null) return;
      const measure = (): void => onRect({ width: view.clientWidth, height: view.clientHeight });
      measure();
      const observer = new ResizeObserver(measure);
      observer.observe(view);
      return () => observer.disconnect();
    },
    [scroller],
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: getWhole,
    observeElementRect,
    estimateSize: (index) => rows[index]?.height ?? 0,
    getItemKey: useMemo(() => keysOf(rows), [rows]),
    gap,
    overscan: OVERSCAN,
    paddingEnd,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), activeRow])].sort((a, b) => a - b),
  });
  const fullHeight = virtualizer.getTotalSize();
  const height = scroll.laidOut(fullHeight);
  useLayoutEffect(() => scroll.measure(scroller.current, fullHeight), [scroll, scroller, fullHeight]);
  // What comes from there is rendered before anything is painted.
  const shift = useSyncExternalStore(scroll.subscribe, scroll.shift);
  return {
    scroll,
    virtualizer,
    items: virtualizer.getVirtualItems().filter(({ index }) => index < rows.length),
    fullHeight,
    height,
    placeOf: (start, rowHeight) => Math.min(height - rowHeight, Math.max(-2 * rowHeight, start - shift)),
  };
}
