import { type RefObject, useEffect, useRef } from 'react';
import type { Navigation } from './navigation.ts';

/** The element itself, or, where its screen was made anew, the one of the same kind and name. */
function findAgain(before: HTMLElement, root: HTMLElement): HTMLElement | null {
  if (before.isConnected && before.checkVisibility()) return before;
  const nameOf = (one: HTMLElement): string => one.ariaLabel ?? one.textContent;
  return (
    [...root.querySelectorAll<HTMLElement>(before.tagName)].find(
      (one) => nameOf(one) === nameOf(before) && one.checkVisibility(),
    ) ?? null
  );
}

/** Brings the keyboard to the current screen's heading; to nothing where it shows none yet. */
export const focusHeading = (root: HTMLElement | null): void =>
  [...(root?.querySelectorAll<HTMLElement>('.screen-heading') ?? [])]
    .find((heading) => heading.checkVisibility())
    ?.focus();

/**
 * Where the keyboard goes when the screen changes: to its heading, and on the way back to what was left there. Whoever
 * writes in the search box stays there.
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
    const left = navigation.get().arrival === 'back' ? navigation.left() : null;
    const again = left === null || root.current === null ? null : findAgain(left, root.current);
    if (again === null) focusHeading(root.current);
    else again.focus();
  }, [navigation, screen, root, input]);
}
