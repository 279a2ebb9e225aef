import { memo, type ReactNode, type RefObject } from 'react';
import { useLanguage } from '../client/contexts.ts';
import { useMemoriesLead } from '../features/memories/use-memories-lead.tsx';
import { ProblemList } from '../features/problems/problem-list.tsx';
import { NoHits } from '../features/search/no-hits.tsx';
import { onlyMissing } from '../features/search/only-missing.ts';
import { type SearchCorrection, searchedText } from '../features/search/search-session.ts';
import type { GridHandle } from '../features/timeline/grid-handle.ts';
import { PhotoGrid } from '../features/timeline/photo-grid.tsx';
import type { GridPlaces } from '../features/timeline/use-anchor.ts';
import { useZoom } from '../features/timeline/use-zoom.ts';
import { Icon } from '../ui/icon.tsx';
import { PanelBoundary } from '../ui/panel-boundary.tsx';
import { NoPhotos } from './no-photos.tsx';
import { ResultBar } from './result-bar.tsx';
import type { Collection } from './use-collection.ts';
import type { Search } from './use-search.ts';

interface Props {
  readonly search: Search;
  /** What is shown where it is not the search box's. */
  readonly collection: Collection | null;
  readonly grid: RefObject<GridHandle | null>;
  readonly places: GridPlaces;
  /** The rank that the keyboard is at. */
  readonly active: number;
  readonly onActive: (rank: number) => void;
  readonly onOpen: (rank: number) => void;
  readonly onText: (text: string) => void;
  readonly onDecline: (correction: SearchCorrection) => void;
  readonly onFolders: () => void;
  /** Opens a memory; null: all of them. */
  readonly onMemory: (memory: string | null) => void;
}

/** The photos of the timeline, of a search or of a collection, and how they were found. */
export const PhotosScreen = memo(function PhotosScreen(props: Props): ReactNode {
  const { search, collection, grid, places, active, onActive, onOpen, onText, onDecline } = props;
  const { onFolders, onMemory } = props;
  const { session, result, total, searchText } = search;
  const { t } = useLanguage();
  const zoom = useZoom();
  const lead = useMemoriesLead(collection === null && search.asked.text === '', onMemory);
  if (result === null) return null;
  const isEmpty = total === 0;
  const isLibraryEmpty = isEmpty && result.text.trim() === '';
  const isCollection = collection !== null && result.text === searchText;
  /** Under a collection's name are no photos of the search before it. */
  const isLate = collection !== null && !isCollection;
  return (
    <>
      <ResultBar
        search={search}
        result={result}
        collection={collection}
        isLate={isLate}
        zoom={zoom}
        onText={onText}
        onDecline={onDecline}
        onMemory={onMemory}
      />
      <div className={`photos${result.unreadable === null ? '' : ' with-problems'}${isLate ? ' late' : ''}`}>
        {result.unreadable !== null && (
          <PanelBoundary>
            <ProblemList />
          </PanelBoundary>
        )}
        {!isEmpty && (
          <PanelBoundary resetKey={`${result.sort} ${searchedText(result)}`}>
            <PhotoGrid
              ref={grid}
              result={result}
              active={active}
              onActive={onActive}
              onOpen={onOpen}
              onView={session.need}
              onSearch={onText}
              zoom={zoom}
              places={places}
              lead={result.text === '' ? lead : null}
            />
          </PanelBoundary>
        )}
        {isLibraryEmpty && <NoPhotos onFolders={onFolders} />}
        {isEmpty && isCollection && (
          <div className="empty">
            <Icon name="picture" />
            <p>{collection.empty}</p>
            {result.missing > 0 && (
              <>
                <p>{t.missingMatch(result.missing)}</p>
                <button type="button" className="button" onClick={() => onText(onlyMissing(result.text, 1))}>
                  {t.showMissing}
                </button>
              </>
            )}
          </div>
        )}
        {isEmpty && !isCollection && !isLibraryEmpty && result.unreadable === null && (
          <NoHits result={result} onText={onText} onDecline={onDecline} />
        )}
      </div>
    </>
  );
});
