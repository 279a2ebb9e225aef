import { type RefObject, useLayoutEffect, useState } from 'react';

/** Width or height of an element's content in whole pixels; 0 until it is measured. */
export function useExtent(
  element: RefObject<HTMLElement | null>,
  side: 'clientWidth' | 'clientHeight',
): number {
  const [extent, setExtent] = useState(0);
  useLayoutEffect(() => {
    const shown = element.current;
    if (shown === null) return;
    const measure = (): void => setExtent(shown[side]);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(shown);
    return () => observer.disconnect();
  }, [element, side]);
  return extent;
}
