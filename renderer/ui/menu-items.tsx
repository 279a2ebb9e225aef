import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { Icon, type IconName } from './icon.tsx';

export interface MenuItem {
  readonly key: string;
  readonly name: ReactNode;
  readonly icon?: IconName;
  /** The key that does the same. */
  readonly hint?: string;
  /** One of several readings, of which the checked one holds. */
  readonly isChecked?: boolean;
  /** Of what is switched on and off. */
  readonly isOn?: boolean | undefined;
  readonly onChoose: () => void;
}

export interface MenuSection {
  readonly key: string;
  readonly heading?: string;
  readonly items: readonly MenuItem[];
}

const ITEM = '[role^="menuitem"]';
/** Milliseconds between two letters that are looked for as one text. */
const TYPED_TOGETHER_MS = 700;

const itemsOf = (menu: Element): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>(ITEM)];

export const focusFirstItem = (menu: Element): void => itemsOf(menu)[0]?.focus();

/** The item after the focused one, or the same, whose name begins with the text. */
function itemTyped(all: readonly HTMLElement[], at: number, text: string): HTMLElement | undefined {
  const start = text.length === 1 ? at + 1 : Math.max(at, 0);
  const inOrder = [...all.slice(start), ...all.slice(0, start)];
  return inOrder.find((item) => item.textContent.trim().toLowerCase().startsWith(text));
}

/**
 * The keys of an open menu: arrows, Home, End, letters of a name, Escape and Tab (the pattern "menu" of the WAI-ARIA
 * Authoring Practices). No key of it is for what lies around the menu.
 * @param onLeave closes the menu
 */
export function useMenuKeys(onLeave: () => void): (event: KeyboardEvent<HTMLElement>) => void {
  const typed = useRef({ text: '', at: 0 });
  const next = (event: KeyboardEvent<HTMLElement>): HTMLElement | undefined => {
    const all = itemsOf(event.currentTarget);
    const at = all.findIndex((item) => item.matches(':focus'));
    switch (event.key) {
      case 'ArrowDown':
        return all[(at + 1) % all.length];
      case 'ArrowUp':
        return all.at(at <= 0 ? -1 : at - 1);
      case 'Home':
        return all[0];
      case 'End':
        return all.at(-1);
      default: {
        if ([...event.key].length !== 1 || event.key === ' ') return undefined;
        const isLater = event.timeStamp - typed.current.at > TYPED_TOGETHER_MS;
        const text = (isLater ? '' : typed.current.text) + event.key.toLowerCase();
        // The same letter again goes on to the next name.
        const wanted = new Set(text).size === 1 ? (text[0] ?? '') : text;
        typed.current = { text, at: event.timeStamp };
        return itemTyped(all, at, wanted);
      }
    }
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    if (event.key === 'Enter' || event.key === ' ') return;
    if (event.key === 'Escape' || event.key === 'Tab') onLeave();
    else next(event)?.focus();
    // Tab goes on from where the menu was opened.
    if (event.key !== 'Tab') event.preventDefault();
  };
}

const roleOf = ({ isChecked, isOn }: MenuItem): 'menuitem' | 'menuitemradio' | 'menuitemcheckbox' => {
  if (isChecked !== undefined) return 'menuitemradio';
  return isOn === undefined ? 'menuitem' : 'menuitemcheckbox';
};

interface Props {
  readonly sections: readonly MenuSection[];
  /** Closes the menu, before an item is carried out. */
  readonly onLeave: () => void;
}

/** The items of an open menu. */
export function MenuItems({ sections, onLeave }: Props): ReactNode {
  return sections
    .filter((section) => section.items.length > 0)
    .map(({ key, heading, items }) => (
      // biome-ignore lint/a11y/useSemanticElements: a group of menu items, not of fields.
      <div key={key} role="group" aria-label={heading} className="menu-section">
        {heading !== undefined && (
          <div className="menu-heading" aria-hidden="true">
            {heading}
          </div>
        )}
        {items.map((item) => (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: checked is given to those of such a role only.
          <button
            key={item.key}
            type="button"
            role={roleOf(item)}
            aria-checked={item.isChecked ?? item.isOn}
            aria-keyshortcuts={item.hint}
            tabIndex={-1}
            className="menu-item"
            onClick={() => {
              onLeave();
              item.onChoose();
            }}
          >
            {item.isChecked !== undefined && (
              <span className="menu-check">{item.isChecked && <Icon name="check" />}</span>
            )}
            {item.icon !== undefined && <Icon name={item.icon} />}
            {item.icon === undefined ? item.name : <span className="menu-name">{item.name}</span>}
            {item.isOn === true && (
              <span className="menu-check">
                <Icon name="check" />
              </span>
            )}
            {item.hint !== undefined && (
              <span className="menu-hint" translate="no" aria-hidden="true">
                {item.hint}
              </span>
            )}
          </button>
        ))}
      </div>
    ));
}
