import { Activity, memo, type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useConnection, useNotices } from '../client/contexts.ts';
import { Explore } from '../features/explore/explore.tsx';
import { StatusBar } from '../features/indexing/status-bar.tsx';
import { ProblemList } from '../features/problems/problem-list.tsx';
import { NoHits } from '../features/search/no-hits.tsx';
import { hitAt, type SearchCorrection, searchedText } from '../features/search/search-session.ts';
import { createSuggestionSession } from '../features/search/suggestion-session.ts';
import type { GridHandle } from '../features/timeline/grid-handle.ts';
import { PhotoGrid } from '../features/timeline/photo-grid.tsx';
import { useZoom } from '../features/timeline/use-zoom.ts';
import { Viewer } from '../features/viewer/viewer.tsx';
import { DialogBoundary } from '../ui/dialog-boundary.tsx';
import { PanelBoundary } from '../ui/panel-boundary.tsx';
import { NoPhotos } from './no-photos.tsx';
import { OpenSheet, type SheetName } from './open-sheet.tsx';
import { ResultBar } from './result-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useActivePhoto } from './use-active-photo.ts';
import { type Browsing, useCommands } from './use-commands.ts';
import { useSearch } from './use-search.ts';
import { useViewing } from './use-viewing.ts';

/** Leaves an open photo for the grid, or for the search box where the search came to nothing meanwhile. */
function focusPhotos(grid: GridHandle | null, input: HTMLInputElement | null): void {
  if (grid === null) input?.focus();
  else grid.focusActive();
}

/** The main screen: search, photos, the photo that is opened, and the sheets. */
export const PhotosScreen = memo(function PhotosScreen(): ReactNode {
  const { client } = useConnection();
  const { report } = useNotices();
  const search = useSearch();
  const { session, result, searchText, total, hasSearch, setText } = search;
  const [suggestions] = useState(() => createSuggestionSession(client, report));
  const [active, moveTo] = useActivePhoto(session, result);
  const { viewing, open, view, close } = useViewing(session, suggestions, moveTo);
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const [browsing, setBrowsing] = useState<Browsing>('photos');
  const zoom = useZoom();
  const input = useRef<HTMLInputElement>(null);
  const cards = useRef<HTMLDivElement>(null);
  const grid = useRef<GridHandle>(null);

  /** Nothing outside of an open dialog takes the focus: it has to be gone first. */
  const closeAll = (): void =>
    flushSync(() => {
      setSheet(null);
      close();
    });
  const focusSearch = (): void => {
    closeAll();
    input.current?.focus();
    input.current?.select();
  };
  useCommands({
    focusSearch,
    selectAll: () => grid.current?.selectAll(),
    browse: (what) => {
      setText('');
      closeAll();
      setBrowsing(what);
    },
    openSheet: setSheet,
  });
  const closeViewer = (): void => {
    flushSync(close);
    focusPhotos(grid.current, input.current);
  };
  const searchFor = (next: string): void => {
    setText(next);
    focusSearch();
  };
  /** The search changed elsewhere than in its box, which then has the focus: what was pressed may be gone. */
  const change = (next: string): void => {
    setText(next);
    input.current?.focus();
  };
  /** Back to the text as it was typed, whatever it was taken for. */
  const decline = (correction: SearchCorrection): void => {
    session.decline(correction);
    change(correction.typed);
  };
  const canBrowse = !hasSearch && result?.text.trim() === '' && total > 0;
  const isExploring = canBrowse && browsing === 'explore';
  const leaveSearch = (): void => {
    session.ask(searchText, search.sort);
    if (isExploring) cards.current?.querySelector<HTMLElement>('.explore-card[tabindex="0"]')?.focus();
    else grid.current?.focusActive();
  };
  const isEmpty = result !== null && total === 0;

  return (
    <div className="screen">
      <header className="top">
        <TopBar
          search={search}
          suggestions={suggestions}
          input={input}
          onLeave={leaveSearch}
          onOpen={setSheet}
        />
        {result !== null && (
          <ResultBar
            search={search}
            result={result}
            browsing={canBrowse ? browsing : null}
            onBrowse={setBrowsing}
            zoom={zoom}
            onText={change}
            onDecline={decline}
          />
        )}
      </header>
      <main className={result?.unreadable == null ? 'photos' : 'photos with-problems'}>
        {result !== null && result.unreadable !== null && (
          <PanelBoundary>
            <ProblemList />
          </PanelBoundary>
        )}
        <Activity mode={isExploring ? 'visible' : 'hidden'}>
          <PanelBoundary>
            <Explore onSearch={change} cards={cards} />
          </PanelBoundary>
        </Activity>
        {result !== null && total > 0 && !isExploring && (
          <PanelBoundary resetKey={`${result.sort} ${searchedText(result)}`}>
            <PhotoGrid
              ref={grid}
              result={result}
              active={active}
              onActive={moveTo}
              onOpen={open}
              onView={session.need}
              zoom={zoom}
            />
          </PanelBoundary>
        )}
        {isEmpty && result.text.trim() !== '' && result.unreadable === null && (
          <NoHits result={result} onText={change} onDecline={decline} />
        )}
        {isEmpty && result.text.trim() === '' && <NoPhotos onFolders={() => setSheet('folders')} />}
      </main>
      <PanelBoundary>
        <StatusBar onOpen={() => setSheet('indexing')} onFolders={() => setSheet('folders')} />
      </PanelBoundary>
      {viewing !== null && result !== null && (
        <DialogBoundary onClose={closeViewer}>
          <Viewer
            hit={hitAt(result, viewing)}
            rank={viewing}
            total={total}
            near={[hitAt(result, viewing + 1), hitAt(result, viewing - 1)]}
            text={searchedText(result)}
            interpretations={result.interpretations}
            onRank={view}
            onClose={closeViewer}
            onSearch={searchFor}
          />
        </DialogBoundary>
      )}
      {sheet !== null && (
        <DialogBoundary resetKey={sheet} onClose={() => setSheet(null)}>
          <OpenSheet
            name={sheet}
            // What an album that keeps this search has to find.
            text={result?.text === searchText ? searchedText(result) : search.text}
            onSearch={searchFor}
            onOpen={setSheet}
            onClose={() => setSheet(null)}
          />
        </DialogBoundary>
      )}
    </div>
  );
});
