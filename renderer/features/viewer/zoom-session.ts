import { closeScale, type Fit, keptInFrame, type Point, wholeZoom, type Zoom, zoomedTo } from './zoom.ts';

/** Zoom of the open picture, with its subscribers. */
export interface ZoomSession {
  /** null: the whole picture. */
  get(): Zoom | null;
  isZoomed(): boolean;
  subscribe(listener: () => void): () => void;
  /** The picture or the room for it is another: the zoom keeps within it. */
  measure(fit: Fit): void;
  /** Current position of the picture; null until it is measured. */
  shown(): Zoom | null;
  /** Larger or smaller, around a point. */
  by(factor: number, at?: Point): void;
  /** Sharp, each pixel on one of the screen, around a point; or whole again. */
  toggle(at?: Point): void;
  toSharp(): void;
  pan(across: number, down: number): void;
  whole(): void;
}

const MIDDLE: Point = { x: 0, y: 0 };

export function createZoomSession(): ZoomSession {
  let zoom: Zoom | null = null;
  let fit: Fit | null = null;
  const listeners = new Set<() => void>();
  const set = (next: Zoom | null): void => {
    zoom = next;
    for (const listener of listeners) listener();
  };
  const shown = (): Zoom | null => zoom ?? (fit === null ? null : wholeZoom(fit));

  return {
    get: () => zoom,
    isZoomed: () => zoom !== null,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    measure: (next) => {
      fit = next;
      set(zoom === null ? null : keptInFrame(zoom, fit));
    },
    shown,
    by: (factor, at = MIDDLE) => {
      const now = shown();
      if (fit !== null && now !== null) set(zoomedTo(zoom, fit, now.scale * factor, at));
    },
    toggle: (at = MIDDLE) => {
      if (fit !== null) set(zoom === null ? zoomedTo(null, fit, closeScale(fit), at) : null);
    },
    toSharp: () => {
      if (fit !== null) set(zoomedTo(zoom, fit, 1 / fit.density, MIDDLE));
    },
    pan: (across, down) => {
      if (fit !== null && zoom !== null)
        set(keptInFrame({ ...zoom, x: zoom.x + across, y: zoom.y + down }, fit));
    },
    whole: () => set(null),
  };
}
