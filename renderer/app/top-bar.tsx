import { memo, type ReactNode, type RefObject } from 'react';
import { useLanguage, useStatus } from '../client/contexts.ts';
import { missingPhotos } from '../features/folders/missing-photos.ts';
import { useFolders } from '../features/folders/use-folders.ts';
import { SearchBox } from '../features/search/search-box.tsx';
import type { SuggestionSession } from '../features/search/suggestion-session.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { SHEET_BUTTONS, type SheetName } from './open-sheet.tsx';
import type { Search } from './use-search.ts';

interface Props {
  readonly search: Search;
  readonly suggestions: SuggestionSession;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onLeave: () => void;
  readonly onOpen: (sheet: SheetName) => void;
}

/** Name of the app, search box and buttons of the other screens. */
export function TopBar({ search, suggestions, input, onLeave, onOpen }: Props): ReactNode {
  return (
    <div className="top-bar">
      <h1 className="brand">
        <img src="./icon.svg" alt="" />
        <span translate="no">Beachcomb</span>
      </h1>
      <SearchBox
        input={input}
        text={search.text}
        onText={search.setText}
        onComposing={search.setComposing}
        onTyping={search.setTyping}
        session={suggestions}
        onLeave={onLeave}
      />
      <TopButtons onOpen={onOpen} />
    </div>
  );
}

const TopButtons = memo(function TopButtons({ onOpen }: Pick<Props, 'onOpen'>): ReactNode {
  const { t } = useLanguage();
  const problems = useStatus(({ status }) => status?.problems ?? 0);
  const missing = missingPhotos(useFolders());
  /** Numbers on the buttons; one with the number 0 is not shown. */
  const badges: Readonly<Partial<Record<SheetName, number>>> = {
    problems,
    ...(missing > 0 ? { folders: missing } : {}),
  };
  return (
    <nav className="top-buttons" aria-label={t.more}>
      {SHEET_BUTTONS.map(({ name, icon, label }) => {
        const badge = badges[name];
        return badge === 0 ? null : (
          <IconButton
            key={name}
            icon={icon}
            label={label(t)}
            onClick={() => onOpen(name)}
            {...(badge === undefined ? {} : { badge })}
          />
        );
      })}
    </nav>
  );
});
