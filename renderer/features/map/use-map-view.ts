import { useEffect, useRef, useState } from 'react';
import { clampView, type MapSize, type MapView } from './map-view.ts';

/** Milliseconds that the map takes to glide to another view. */
const GLIDE_MS = 220;

export interface MovingView {
  /** Null until the size of the map and the place are known. */
  readonly view: MapView | null;
  /** At once, as a hand moves it. */
  readonly change: (next: (view: MapView) => MapView) => void;
  /** In a short glide; at once where motion is reduced. */
  readonly glide: (next: (view: MapView) => MapView) => void;
  readonly set: (view: MapView) => void;
}

const isMotionReduced = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The view of a map that is moved. @param start null while it is not known where to begin */
export function useMapView(start: MapView | null, size: MapSize): MovingView {
  const [shown, setShown] = useState<MapView | null>(null);
  const view = shown ?? start;
  const now = useRef(view);
  const frame = useRef(0);
  useEffect(() => {
    now.current = view;
  });
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const set = (next: MapView): void => {
    now.current = next;
    setShown(next);
  };
  const change = (next: (view: MapView) => MapView): void => {
    cancelAnimationFrame(frame.current);
    if (now.current !== null) set(next(now.current));
  };
  const glide = (next: (view: MapView) => MapView): void => {
    const from = now.current;
    if (from === null || isMotionReduced()) {
      change(next);
      return;
    }
    cancelAnimationFrame(frame.current);
    const to = next(from);
    // The shorter way round the world.
    const east = to.x - from.x - Math.round(to.x - from.x);
    const began = performance.now();
    const step = (): void => {
      const part = Math.min(1, (performance.now() - began) / GLIDE_MS);
      const eased = 1 - (1 - part) ** 3;
      set(
        part === 1
          ? to
          : clampView(
              {
                x: from.x + east * eased,
                y: from.y + (to.y - from.y) * eased,
                zoom: from.zoom + (to.zoom - from.zoom) * eased,
              },
              size,
            ),
      );
      if (part < 1) frame.current = requestAnimationFrame(step);
    };
    step();
  };
  return { view: view === null ? null : clampView(view, size), change, glide, set };
}
