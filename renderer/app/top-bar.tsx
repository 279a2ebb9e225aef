import { memo, type ReactNode, type RefObject } from 'react';
import { useLanguage, useStatus } from '../client/contexts.ts';
import { SearchBox } from '../features/search/search-box.tsx';
import type { SuggestionSession } from '../features/search/suggestion-session.ts';
import { IconButton } from '../ui/icon-button.tsx';
import type { SheetName } from './open-sheet.tsx';
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
  return (
    <nav className="top-buttons" aria-label={t.more}>
      {problems > 0 && (
        <IconButton icon="warning" label={t.problems} badge={problems} onClick={() => onOpen('problems')} />
      )}
      <IconButton icon="album" label={t.albums} onClick={() => onOpen('albums')} />
      <IconButton icon="tag" label={t.customLabels} onClick={() => onOpen('labels')} />
      <IconButton icon="copies" label={t.duplicates} onClick={() => onOpen('duplicates')} />
      <IconButton icon="folder" label={t.folders} onClick={() => onOpen('folders')} />
      <IconButton icon="settings" label={t.settings} onClick={() => onOpen('settings')} />
    </nav>
  );
});
