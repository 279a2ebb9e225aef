import { memo, type ReactNode, type RefObject } from 'react';
import type { AlbumView } from '../../src/api/contract.ts';
import { useLanguage } from '../client/contexts.ts';
import type { ShownAlbum } from '../features/actions/action-target.ts';
import { AddPhotosButton } from '../features/albums/add-photos-button.tsx';
import { useMemoriesLead } from '../features/memories/use-memories-lead.tsx';
import { ProblemList } from '../features/problems/problem-list.tsx';
import { NoHits } from '../features/search/no-hits.tsx';
import { onlyMissing } from '../features/search/only-missing.ts';
import { type SearchCorrection, searchKey } from '../features/search/search-session.ts';
import type { GridHandle } from '../features/timeline/grid-handle.ts';
import { PhotoGrid } from '../features/timeline/photo-grid.tsx';
import type { GridPlaces } from '../features/timeline/use-anchor.ts';
import { useZoom } from '../features/timeline/use-zoom.ts';
import { Icon } from '../ui/icon.tsx';
import { PanelBoundary } from '../ui/panel-boundary.tsx';
import { NoPhotos } from './no-photos.tsx';
import { ResultBar } from './result-bar.tsx';
import { SearchWait } from './search-wait.tsx';
import type { Collection } from './use-collection.ts';
import { isTooLong, type Search } from './use-search.ts';

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
  /** Opens an album; the list of albums for null. */
  readonly onAlbum: (album: number | null) => void;
  /** Opens a memory; null: all of them. */
  readonly onMemory: (memory: string | null) => void;
}

const shownAlbum = ({ album, name, search }: AlbumView): ShownAlbum => ({
  album,
  name,
  isByHand: search === null,
});

/** The photos of the timeline, of a search or of a collection, and how they were found. */
export const PhotosScreen = memo(function PhotosScreen(props: Props): ReactNode {
  const { search, collection, grid, places, active, onActive, onOpen, onText, onDecline } = props;
  const { onFolders, onAlbum, onMemory } = props;
  const { session, result, total, searchText, hasSearch } = search;
  const { t } = useLanguage();
  const zoom = useZoom();
  const lead = useMemoriesLead(collection === null && search.asked.text === '', onMemory);
  if (result === null) return search.wait === null ? null : <SearchWait error={search.wait.error} />;
  const isEmpty = total === 0;
  const isLibraryEmpty = isEmpty && result.text.trim() === '' && result.album === null;
  const isCollection =
    collection !== null && result.text === searchText && result.album === search.asked.album;
  const album = collection?.album ?? null;
  // Under a collection's name, or under other words for long, are no photos of the search before.
  const isLate = (collection !== null && !isCollection) || search.wait !== null;
  return (
    <>
      {!isTooLong(search.wait) && (
        <ResultBar
          search={search}
          result={result}
          collection={collection}
          isLate={isLate}
          onAlbum={onAlbum}
          zoom={zoom}
          onText={onText}
          onDecline={onDecline}
          onMemory={onMemory}
        />
      )}
      {search.wait !== null && <SearchWait error={search.wait.error} />}
      <div className={`photos${result.unreadable === null ? '' : ' with-problems'}${isLate ? ' late' : ''}`}>
        {result.unreadable !== null && (
          <PanelBoundary>
            <ProblemList />
          </PanelBoundary>
        )}
        {!isEmpty && (
          <PanelBoundary resetKey={searchKey(result)}>
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
              album={album !== null && isCollection ? shownAlbum(album) : null}
              lead={result.text === '' && result.album === null ? lead : null}
            />
          </PanelBoundary>
        )}
        {isLibraryEmpty && <NoPhotos onFolders={onFolders} />}
        {isEmpty && isCollection && !hasSearch && (
          <div className="empty">
            <Icon name={collection.icon} />
            <p>{collection.empty}</p>
            {album?.search === null && <AddPhotosButton album={album} />}
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
        {isEmpty && (!isCollection || hasSearch) && !isLibraryEmpty && result.unreadable === null && (
          <NoHits result={result} onText={onText} onDecline={onDecline} />
        )}
      </div>
    </>
  );
});
