/** The element itself, or, where it was replaced, the one of the same kind and name. */
export function findAgain(before: HTMLElement, root: HTMLElement): HTMLElement | null {
  if (before.isConnected && before.checkVisibility()) return before;
  const nameOf = (one: HTMLElement): string => one.ariaLabel ?? one.textContent;
  return (
    [...root.querySelectorAll<HTMLElement>(before.tagName)].find(
      (one) => nameOf(one) === nameOf(before) && one.checkVisibility(),
    ) ?? null
  );
}
