import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { createLongScroll, type LongScroll } from './long-scroll.ts';
import { wholeView } from './whole-view.ts';

/** So long after the last move, milliseconds, the view rests. */
const RESTS_AFTER = 150;

/** The long scroll of an element, and that element as a virtualiser shall see it, once it is there. */
export function useLongScroll<E extends HTMLElement>(
  scroller: RefObject<E | null>,
): readonly [LongScroll, getWhole: () => E | null] {
  const [scroll] = useState(() => createLongScroll());
  const known = useRef<{ readonly element: E; readonly whole: E }>(undefined);
  const getWhole = useCallback(() => {
    const element = scroller.current;
    if (element === null) return null;
    if (known.current?.element !== element) known.current = { element, whole: wholeView(element, scroll) };
    return known.current.whole;
  }, [scroller, scroll]);

  useEffect(() => {
    const view = scroller.current;
    if (view === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = (): void => {
      clearTimeout(timer);
      timer = setTimeout(scroll.rest, RESTS_AFTER);
    };
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      view.removeEventListener('scroll', onScroll);
    };
  }, [scroll, scroller]);
  return [scroll, getWhole];
}
