import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { focusFirstItem, MenuItems, type MenuSection, useMenuKeys } from './menu-items.tsx';

/** A point of the window, in pixels. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

interface Props {
  readonly label: string;
  readonly place: MenuPlace;
  readonly sections: readonly MenuSection[];
  readonly onClose: () => void;
}

/** Pixels between the menu and the edge of the window. */
const MARGIN = 8;

/** Where the context menu of an element opens by the keyboard. */
export function placeOf(element: Element): MenuPlace {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/**
 * A menu at a point of the window, with the focus at its first item. When it is left, the focus goes back to where it
 * was.
 */
export function ContextMenu({ label, place, sections, onClose }: Props): ReactNode {
  const menu = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  const leave = (): void => {
    menu.current?.hidePopover();
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
  const onMenuKey = useMenuKeys(leave);

  useLayoutEffect(() => {
    const shown = menu.current;
    if (shown === null) return;
    before.current = document.activeElement;
    shown.showPopover();
    const end = (at: number, size: number, room: number): number =>
      Math.max(MARGIN, Math.min(at, room - size - MARGIN));
    shown.style.maxHeight = `${window.innerHeight - 2 * MARGIN}px`;
    shown.style.left = `${end(place.x, shown.offsetWidth, window.innerWidth)}px`;
    shown.style.top = `${end(place.y, shown.offsetHeight, window.innerHeight)}px`;
    focusFirstItem(shown);
  }, [place]);

  return (
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      className="menu"
      popover="auto"
      onKeyDown={onMenuKey}
      // The menu has no menu.
      onContextMenu={(event) => event.preventDefault()}
      onToggle={(event) => event.newState === 'closed' && onClose()}
    >
      <MenuItems sections={sections} onLeave={leave} />
    </div>
  );
}
