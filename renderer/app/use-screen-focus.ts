import { type RefObject, useEffect, useRef } from 'react';
import { findAgain } from '../ui/find-again.ts';
import type { Navigation } from './navigation.ts';

const headingIn = (root: HTMLElement | null): HTMLElement | null =>
  [...(root?.querySelectorAll<HTMLElement>('.screen-heading') ?? [])].find((one) => one.checkVisibility()) ??
  null;

/** Focuses an element without scrolling to it: the view stays as it was left, or as a page wants it. */
const focusInPlace = (element: HTMLElement | null): void => element?.focus({ preventScroll: true });

/** Focuses the heading of the current screen; does nothing where it shows none yet. */
export const focusHeading = (root: HTMLElement | null): void => focusInPlace(headingIn(root));

/** Time in ms for the content of a page to appear. */
const CONTENT_WITHIN_MS = 3000;

/**
 * Focuses the element that had the focus when the page was left, once it is there again, unless the focus moves before.
 * @returns what ends the wait
 */
function focusOnceThere(left: HTMLElement, root: HTMLElement): () => void {
  const before = document.activeElement;
  const look = (): void => {
    const again = document.activeElement === before ? findAgain(left, root) : null;
    if (again !== null) focusInPlace(again);
    if (again !== null || document.activeElement !== before) stop();
  };
  const observer = new MutationObserver(look);
  const late = setTimeout(() => stop(), CONTENT_WITHIN_MS);
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(late);
  };
  observer.observe(root, { childList: true, subtree: true });
  return stop;
}

/**
 * Moves the focus when the screen changes: to its heading, and on the way back to what had the focus there. It stays in
 * the search box while somebody writes there.
 * @param screen changes with what is shown under another heading
 */
export function useScreenFocus(
  navigation: Navigation,
  screen: string,
  root: RefObject<HTMLElement | null>,
  input: RefObject<HTMLInputElement | null>,
): void {
  const shown = useRef(screen);
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    const { activeElement } = document;
    if (document.querySelector('dialog[open]') !== null || activeElement === input.current) return;
    // A page may have a field of its own to begin with.
    if (activeElement instanceof HTMLInputElement && root.current?.contains(activeElement) === true) return;
    const left = navigation.get().arrival === 'back' ? navigation.left() : null;
    const again = left === null || root.current === null ? null : findAgain(left, root.current);
    focusInPlace(again ?? headingIn(root.current));
    // A page that was left and is rendered again has its content later.
    return left !== null && again === null && root.current !== null
      ? focusOnceThere(left, root.current)
      : undefined;
  }, [navigation, screen, root, input]);
}
