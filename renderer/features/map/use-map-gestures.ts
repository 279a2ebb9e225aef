import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { type MapPixel, type MapSize, type MapView, movedView, zoomedView } from './map-view.ts';

/** Pixels that a pointer moves until it is a drag. */
const DRAG = 4;
/** Zoom steps of a double click, and of a pixel of the wheel; a pinch of the touch pad sends smaller pixels. */
const [DOUBLE, WHEEL, PINCH] = [1, 0.0025, 0.01];
/** Pixels of a line of a wheel that counts in lines. */
const LINE = 16;

interface Options {
  readonly element: RefObject<HTMLElement | null>;
  readonly size: MapSize;
  readonly change: (next: (view: MapView) => MapView) => void;
  readonly glide: (next: (view: MapView) => MapView) => void;
  /** Drags choose an area instead: its corners, and null once it is let go, then with both. */
  readonly onArea: ((from: MapPixel, to: MapPixel, isDone: boolean) => void) | null;
  /** A click on the map itself. */
  readonly onPoint: ((at: MapPixel) => void) | null;
}

const isOnControl = ({ target }: Event): boolean =>
  target instanceof Element && target.closest('[data-map-control]') !== null;

/** Where a pointer is over an element. */
function pixelIn(element: HTMLElement | null, { clientX, clientY }: MouseEvent): MapPixel {
  const box = element?.getBoundingClientRect();
  return { left: clientX - (box?.left ?? 0), top: clientY - (box?.top ?? 0) };
}

/** Zoom steps of a turn of the wheel. */
function stepsOf({ deltaMode, deltaY, ctrlKey }: WheelEvent): number {
  const lines = deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
  return -deltaY * lines * (ctrlKey ? PINCH : WHEEL);
}

/** What pointers do on a map: move it, zoom it by wheel, pinch and double click, choose an area or a point. */
export function useMapGestures({ element, size, change, glide, onArea, onPoint }: Options): void {
  const pointers = useRef(new Map<number, MapPixel>());
  const start = useRef<{ readonly at: MapPixel; isDrag: boolean } | null>(null);
  const pixel = (event: MouseEvent): MapPixel => pixelIn(element.current, event);

  const onDown = useEffectEvent((event: PointerEvent): void => {
    if (isOnControl(event) || event.button !== 0) return;
    pointers.current.set(event.pointerId, pixel(event));
    start.current = { at: pixel(event), isDrag: pointers.current.size > 1 };
  });
  const onMove = useEffectEvent((event: PointerEvent): void => {
    const before = pointers.current.get(event.pointerId);
    const first = start.current;
    if (before === undefined || first === null) return;
    const now = pixel(event);
    if (!first.isDrag && Math.hypot(now.left - first.at.left, now.top - first.at.top) < DRAG) return;
    if (!first.isDrag) element.current?.setPointerCapture(event.pointerId);
    first.isDrag = true;
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (other === undefined && onArea !== null) onArea(first.at, now, false);
    else if (other === undefined)
      change((view) => movedView(view, size, { x: now.left - before.left, y: now.top - before.top }));
    else change((view) => pinched(view, size, other, before, now));
  });
  const onUp = useEffectEvent((event: PointerEvent): void => {
    const first = start.current;
    if (!pointers.current.delete(event.pointerId) || pointers.current.size > 0) return;
    start.current = null;
    if (first === null || event.type === 'pointercancel') return;
    if (first.isDrag && onArea !== null) onArea(first.at, pixel(event), true);
    else if (!first.isDrag && event.target instanceof HTMLCanvasElement) onPoint?.(pixel(event));
  });
  const onWheel = useEffectEvent((event: WheelEvent): void => {
    event.preventDefault();
    const [steps, at] = [stepsOf(event), pixel(event)];
    change((view) => zoomedView(view, size, view.zoom + steps, at));
  });
  const onDouble = useEffectEvent((event: MouseEvent): void => {
    if (isOnControl(event) || onPoint !== null) return;
    const at = pixel(event);
    glide((view) => zoomedView(view, size, view.zoom + (event.shiftKey ? -DOUBLE : DOUBLE), at));
  });

  useEffect(() => {
    const map = element.current;
    if (map === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    map.addEventListener('pointerdown', (event) => onDown(event), { signal });
    map.addEventListener('pointermove', (event) => onMove(event), { signal });
    map.addEventListener('pointerup', (event) => onUp(event), { signal });
    map.addEventListener('pointercancel', (event) => onUp(event), { signal });
    map.addEventListener('dblclick', (event) => onDouble(event), { signal });
    // The wheel moves the map, not the page.
    map.addEventListener('wheel', (event) => onWheel(event), { signal, passive: false });
    return () => stop.abort();
  }, [element]);
}

/** Two fingers: as far apart as they are now, over what they were over. */
function pinched(view: MapView, size: MapSize, other: MapPixel, before: MapPixel, now: MapPixel): MapView {
  const apart = (one: MapPixel): number => Math.hypot(one.left - other.left, one.top - other.top);
  const middle = { left: (now.left + other.left) / 2, top: (now.top + other.top) / 2 };
  const moved = movedView(view, size, { x: (now.left - before.left) / 2, y: (now.top - before.top) / 2 });
  return zoomedView(
    moved,
    size,
    view.zoom + Math.log2(Math.max(1, apart(now)) / Math.max(1, apart(before))),
    middle,
  );
}
