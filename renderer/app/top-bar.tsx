import type { ReactNode, RefObject } from 'react';
import { useLanguage } from '../client/contexts.ts';
import { SearchBox } from '../features/search/search-box.tsx';
import type { SuggestionSession } from '../features/search/suggestion-session.ts';
import { Icon } from '../ui/icon.tsx';
import { isTooLong, type Search } from './use-search.ts';

interface Props {
  readonly search: Search;
  readonly suggestions: SuggestionSession;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly menuButton: RefObject<HTMLButtonElement | null>;
  readonly isMenuOpen: boolean;
  readonly onMenu: () => void;
  readonly onLeave: () => void;
}

/** Name of the app and search box; in a narrow window, the button of the sidebar too. */
export function TopBar(props: Props): ReactNode {
  const { search, suggestions, input, menuButton, isMenuOpen, onMenu, onLeave } = props;
  const { t } = useLanguage();
  return (
    <header className="top">
      <button
        ref={menuButton}
        type="button"
        className="icon-button sidebar-button"
        aria-label={t.sidebar}
        title={t.sidebar}
        aria-expanded={isMenuOpen}
        aria-controls="sidebar"
        onClick={onMenu}
      >
        <Icon name="menu" />
      </button>
      <h1 className="brand">
        <img src="./icon.svg" alt="" />
        <span translate="no">Beachcomb</span>
      </h1>
      <SearchBox
        input={input}
        text={search.text}
        isRefused={search.text !== '' && isTooLong(search.wait)}
        onText={search.type}
        onComposing={search.setComposing}
        onTyping={search.setTyping}
        session={suggestions}
        onLeave={onLeave}
      />
    </header>
  );
}
