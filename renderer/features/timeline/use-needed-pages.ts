import type { Range } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { type GridLayout, wholeBlocks } from './lay-out-grid.ts';

/** Number of rows beyond the visible ones whose photos are requested. */
const AHEAD = 8;
/** Milliseconds without a move after which a flight has ended. */
const FLIGHT_ENDS_MS = 120;

interface Options {
  readonly layout: GridLayout;
  readonly total: number;
  /** The visible rows; null until they are measured. */
  readonly range: Pick<Range, 'startIndex' | 'endIndex'> | null;
  readonly active: number;
  readonly onView: (from: number, to: number, active: number) => void;
}

/** Asks for the photos in sight and soon to be, but for none that the view flies past, along the timeline. */
export function useNeededPages({ layout, total, range, active, onView }: Options): {
  readonly isFlying: boolean;
  /** The view was moved along the timeline. */
  readonly fly: () => void;
} {
  const [isFlying, setFlying] = useState(false);
  const flight = useRef<ReturnType<typeof setTimeout>>(undefined);
  const fly = (): void => {
    setFlying(true);
    clearTimeout(flight.current);
    flight.current = setTimeout(() => setFlying(false), FLIGHT_ENDS_MS);
  };
  useEffect(() => () => clearTimeout(flight.current), []);

  const { rows } = layout;
  const from = rows[Math.max(0, (range?.startIndex ?? 0) - AHEAD)]?.first ?? 0;
  const to = Math.max(from, (rows[(range?.endIndex ?? 0) + AHEAD]?.first ?? total) - 1);
  const [first, last] = wholeBlocks(layout, from, to);
  useEffect(() => {
    if (!isFlying) onView(first, last, active);
  }, [onView, first, last, active, isFlying]);
  return { isFlying, fly };
}
