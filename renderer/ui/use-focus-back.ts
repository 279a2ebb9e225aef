import { type RefObject, useLayoutEffect, useState } from 'react';
import { findAgain } from './find-again.ts';

/**
 * Gives the focus back to what opened a field or a question, once it is closed: what had the focus then is gone. To the
 * heading of the page where what opened it is gone too.
 * @param box what is opened, in the place of what opened it or beside it
 * @param isOpened false for a field that is always there
 */
export function useFocusBack(box: RefObject<HTMLElement | null>, isOpened = true): void {
  const [opener] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    if (!isOpened) return;
    const around = box.current?.parentElement ?? null;
    const giveBack = (): void => {
      // In an open dialog, the focus of something gone is at the dialog.
      const { activeElement } = document;
      if (activeElement !== document.body && !(activeElement instanceof HTMLDialogElement)) return;
      if (!(opener instanceof HTMLElement) || opener === document.body || around === null) return;
      const again = findAgain(opener, around) ?? document.querySelector<HTMLElement>('.page .screen-heading');
      again?.focus({ preventScroll: true });
    };
    // What comes in its place is there then.
    return () => queueMicrotask(giveBack);
  }, [box, opener, isOpened]);
}
