import { type RefObject, useEffect, useRef } from 'react';
import type { GridZoom } from './use-zoom.ts';

/** So far, in pixels of the wheel, to the next size; a notch of a mouse is more, a pinch comes in small steps. */
const STEP = 60;

/** Turning the wheel with the control key, which a pinch on a touchpad does too, makes photos larger or smaller. */
export function useWheelZoom(element: RefObject<HTMLElement | null>, zoom: GridZoom): void {
  const now = useRef(zoom);
  useEffect(() => {
    now.current = zoom;
  });
  useEffect(() => {
    const shown = element.current;
    if (shown === null) return;
    let turned = 0;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      turned += event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1);
      if (Math.abs(turned) < STEP) return;
      (turned < 0 ? now.current.larger : now.current.smaller)?.();
      turned = 0;
    };
    // Only such a listener may keep the browser from zooming the page.
    shown.addEventListener('wheel', onWheel, { passive: false });
    return () => shown.removeEventListener('wheel', onWheel);
  }, [element]);
}
