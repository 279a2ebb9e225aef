import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { focusFirstItem, MenuItems, type MenuSection, useMenuKeys } from './menu-items.tsx';

interface Props {
  /** Accessible name of the button. */
  readonly label: string;
  readonly className: string;
  readonly title?: string | undefined;
  readonly sections: readonly MenuSection[];
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

/** Pixels between the menu and the button, and the edge of the window. */
const [GAP, MARGIN] = [6, 8];
/** Pixels: a menu with less room below its button opens above it. */
const LEAST_ROOM = 240;

/** Puts the menu below its button, or above it where there is more room. */
function place(menu: HTMLElement, from: DOMRect): void {
  const below = window.innerHeight - from.bottom - GAP - MARGIN;
  const above = from.top - GAP - MARGIN;
  const isBelow = below >= Math.min(menu.scrollHeight, LEAST_ROOM) || below >= above;
  menu.style.top = isBelow ? `${from.bottom + GAP}px` : 'auto';
  menu.style.bottom = isBelow ? 'auto' : `${window.innerHeight - from.top + GAP}px`;
  menu.style.maxHeight = `${isBelow ? below : above}px`;
  const rightmost = window.innerWidth - menu.offsetWidth - MARGIN;
  menu.style.left = `${Math.max(MARGIN, Math.min(from.left, rightmost))}px`;
}

/** A button that opens a menu (the pattern "menu button" of the WAI-ARIA Authoring Practices). */
export function MenuButton({ label, className, title, sections, onOpen, children }: Props): ReactNode {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  // The size and the items exist only after rendering; more items may follow.
  useLayoutEffect(() => {
    const [shown, from] = [menu.current, button.current?.getBoundingClientRect()];
    if (!isOpen || shown === null || from === undefined) return;
    place(shown, from);
    if (!shown.contains(document.activeElement)) focusFirstItem(shown);
  });
  const leave = (): void => {
    menu.current?.hidePopover();
    button.current?.focus();
  };
  const onMenuKey = useMenuKeys(leave);

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        title={title}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={id}
        popoverTarget={id}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || isOpen) return;
          event.preventDefault();
          menu.current?.showPopover();
        }}
      >
        <span className="unseen">{label}</span>
        <span className="menu-button-face" aria-hidden="true">
          {children}
        </span>
      </button>
      <div
        ref={menu}
        id={id}
        role="menu"
        aria-label={label}
        className="menu"
        popover="auto"
        onKeyDown={onMenuKey}
        onToggle={(event) => {
          const opens = event.newState === 'open';
          setOpen(opens);
          if (opens) onOpen?.();
        }}
      >
        {isOpen && <MenuItems sections={sections} onLeave={leave} />}
      </div>
    </>
  );
}
