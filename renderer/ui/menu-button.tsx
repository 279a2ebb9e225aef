import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from './icon.tsx';

export interface MenuItem {
  readonly key: string;
  readonly name: ReactNode;
  /** One of several readings, of which the checked one holds. */
  readonly isChecked?: boolean;
  readonly onChoose: () => void;
}

interface MenuSection {
  readonly key: string;
  readonly heading?: string;
  readonly items: readonly MenuItem[];
}

interface Props {
  /** Accessible name of the button. */
  readonly label: string;
  readonly className: string;
  readonly title?: string | undefined;
  readonly sections: readonly MenuSection[];
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

const ITEM = '[role^="menuitem"]';
/** Pixels between the menu and the button, and the edge of the window. */
const [GAP, MARGIN] = [6, 8];

/** A button that opens a menu (the pattern "menu button" of the WAI-ARIA Authoring Practices). */
export function MenuButton({ label, className, title, sections, onOpen, children }: Props): ReactNode {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  const items = (): HTMLElement[] => [...(menu.current?.querySelectorAll<HTMLElement>(ITEM) ?? [])];
  // The size and the items exist only after rendering; more items may follow.
  useLayoutEffect(() => {
    const [shown, from] = [menu.current, button.current?.getBoundingClientRect()];
    if (!isOpen || shown === null || from === undefined) return;
    shown.style.top = `${from.bottom + GAP}px`;
    shown.style.maxHeight = `${window.innerHeight - from.bottom - GAP - MARGIN}px`;
    shown.style.left = `${Math.max(MARGIN, Math.min(from.left, window.innerWidth - shown.offsetWidth - MARGIN))}px`;
    if (!shown.contains(document.activeElement)) shown.querySelector<HTMLElement>(ITEM)?.focus();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'ArrowDown') all[(at + 1) % all.length]?.focus();
    else if (event.key === 'ArrowUp') all.at(at <= 0 ? -1 : at - 1)?.focus();
    else if (event.key === 'Home') all[0]?.focus();
    else if (event.key === 'End') all.at(-1)?.focus();
    else if (event.key === 'Tab') {
      // On from the button, as if there had been no menu.
      menu.current?.hidePopover();
      button.current?.focus();
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

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
        onKeyDown={onKeyDown}
        onToggle={(event) => {
          const opens = event.newState === 'open';
          setOpen(opens);
          if (opens) onOpen?.();
        }}
      >
        {isOpen &&
          sections
            .filter((section) => section.items.length > 0)
            .map(({ key, heading, items: inSection }) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of menu items, not of fields.
              <div key={key} role="group" aria-label={heading} className="menu-section">
                {heading !== undefined && (
                  <div className="menu-heading" aria-hidden="true">
                    {heading}
                  </div>
                )}
                {inSection.map(({ key: item, name, isChecked, onChoose }) => (
                  // biome-ignore lint/a11y/useAriaPropsSupportedByRole: checked is given to a menuitemradio only.
                  <button
                    key={item}
                    type="button"
                    role={isChecked === undefined ? 'menuitem' : 'menuitemradio'}
                    aria-checked={isChecked}
                    tabIndex={-1}
                    className="menu-item"
                    onClick={() => {
                      menu.current?.hidePopover();
                      onChoose();
                    }}
                  >
                    {isChecked !== undefined && (
                      <span className="menu-check">{isChecked && <Icon name="check" />}</span>
                    )}
                    {name}
                  </button>
                ))}
              </div>
            ))}
      </div>
    </>
  );
}
