import {
  Activity,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { flushSync } from 'react-dom';
import { useConnection, useLanguage, useNotices } from '../client/contexts.ts';
import { StatusBar } from '../features/indexing/status-bar.tsx';
import { type SearchCorrection, searchedText } from '../features/search/search-session.ts';
import { createSuggestionSession } from '../features/search/suggestion-session.ts';
import type { GridHandle } from '../features/timeline/grid-handle.ts';
import { DialogBoundary } from '../ui/dialog-boundary.tsx';
import { PanelBoundary } from '../ui/panel-boundary.tsx';
import { createNavigation, type Navigation } from './navigation.ts';
import { OpenDialog } from './open-dialog.tsx';
import { OpenPhoto } from './open-photo.tsx';
import { PhotosScreen } from './photos-screen.tsx';
import { type Route, routeTo } from './route.ts';
import { ScreenPage } from './screen-page.tsx';
import { SCREENS } from './screens.tsx';
import { Sidebar } from './sidebar.tsx';
import { SlideshowHost } from './slideshow-host.tsx';
import { TopBar } from './top-bar.tsx';
import { useActivePhoto } from './use-active-photo.ts';
import { showsPhotos, useCollection } from './use-collection.ts';
import { useCommands } from './use-commands.ts';
import { useGridPlaces } from './use-grid-places.ts';
import { useOverlays } from './use-overlays.ts';
import { focusHeading, useScreenFocus } from './use-screen-focus.ts';
import { isTooLong, type Search, useSearch } from './use-search.ts';
import { useSearchAddress } from './use-search-address.ts';
import { useViewing } from './use-viewing.ts';

/** Names the window, and the tab of a browser, after its screen. */
const useTitle = (title: string): void =>
  useEffect(() => {
    document.title = `${title} – Beachcomb`;
  }, [title]);

/** The text of the search that is shown, as it was corrected; empty where there is none that an album could keep. */
function lastSearch({ asked, result, searchText, wait }: Search): string {
  if (asked.isCollection || asked.album !== null || isTooLong(wait)) return '';
  return result?.text === searchText ? searchedText(result) : asked.text;
}

/** The addresses of the window, and the one that it is at; states so where that was of no screen. */
function useAddress(): { readonly navigation: Navigation; readonly route: Route } {
  const { notify } = useNotices();
  const [navigation] = useState(createNavigation);
  useEffect(() => navigation.follow(), [navigation]);
  const state = useSyncExternalStore(navigation.subscribe, navigation.get);
  useEffect(() => {
    if (state.isAstray) notify((t) => t.noSuchPage);
  }, [state, notify]);
  return { navigation, route: state.route };
}

function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}

/** The window around its screens: sidebar, search box, status, the open photo and dialogs. */
export const Frame = memo(function Frame(): ReactNode {
  const { client } = useConnection();
  const { report } = useNotices();
  const { t } = useLanguage();
  const { navigation, route } = useAddress();
  const collection = useCollection(navigation, route);
  const search = useSearch(useSearchAddress(navigation, route, collection));
  const { session, result, searchText, asked } = search;
  const [suggestions] = useState(() => createSuggestionSession(client, report));
  const [active, moveTo] = useActivePhoto(session, result);
  const isPhotos = showsPhotos(route);
  const { viewing, shown, open, view, close, leave } = useViewing({
    navigation,
    route,
    search,
    suggestions,
    moveTo,
    isShown: isPhotos,
  });
  const input = useRef<HTMLInputElement>(null);
  const menuButton = useRef<HTMLButtonElement>(null);
  const main = useRef<HTMLElement>(null);
  const grid = useRef<GridHandle>(null);
  const places = useGridPlaces(navigation, asked);
  const screen = SCREENS[route.screen].itemIsView === true ? route.screen : `${route.screen}/${route.item}`;
  useScreenFocus(navigation, screen, main, input);
  const { dialog, setDialog, isMenuOpen, setMenuOpen, goTo } = useOverlays(navigation, screen);
  useTitle(collection?.title ?? SCREENS[route.screen].name(t));

  /** Nothing outside of an open dialog takes the focus: it has to be gone first. */
  const focusSearch = (): void => {
    flushSync(() => {
      setDialog(null);
      close();
    });
    focusAndSelect(input.current);
  };
  const leavePage = (): void => {
    if (!isPhotos || collection !== null) navigation.back();
  };
  const selectAll = (): void => grid.current?.selectAll();
  useCommands({ focusSearch, goTo, leavePage, selectAll, openDialog: setDialog, goBack: navigation.back });
  const focusPhotos = (): void => {
    if (grid.current !== null) grid.current.focusActive();
    else if (isPhotos) input.current?.focus();
    else focusHeading(main.current);
  };
  const closeViewer = (): void => {
    flushSync(close);
    focusPhotos();
  };
  /** Another search from an open photo: the box then has the focus, since what was pressed is gone. */
  const searchFor = (next: string): void => {
    flushSync(() => search.search(next));
    focusAndSelect(input.current);
  };
  /** The search changed elsewhere than in its box, which then has the focus: what was pressed may be gone. */
  const change = (next: string): void => {
    search.refine(next);
    input.current?.focus();
  };
  /** Back to the text as it was typed, whatever it was taken for. */
  const decline = (correction: SearchCorrection): void => {
    search.searchAsTyped(correction.typed);
    input.current?.focus();
  };
  const openMemory = useCallback((memory: string | null) => goTo('memories', memory ?? undefined), [goTo]);
  const openAlbum = useCallback(
    (album: number | null) => navigation.replace(routeTo('albums', album === null ? null : String(album))),
    [navigation],
  );
  const leaveSearch = (): void => {
    if (isPhotos) session.ask(searchText, asked.sort, asked.album, asked.verbatim);
    focusPhotos();
  };

  return (
    <div className="frame">
      <SlideshowHost {...{ result: shown, viewing, isPhotos, view, moveTo, focusPhotos }}>
        <TopBar
          search={search}
          suggestions={suggestions}
          input={input}
          menuButton={menuButton}
          isMenuOpen={isMenuOpen}
          onMenu={() => setMenuOpen(!isMenuOpen)}
          onLeave={leaveSearch}
        />
        <Sidebar
          current={route.screen}
          isOpen={isMenuOpen}
          onGo={goTo}
          onClose={() => {
            setMenuOpen(false);
            menuButton.current?.focus();
          }}
        />
        <main ref={main} className="content">
          <Activity mode={isPhotos ? 'visible' : 'hidden'}>
            <PhotosScreen
              search={search}
              collection={collection}
              grid={grid}
              places={places}
              active={active}
              onActive={moveTo}
              onOpen={open}
              onText={change}
              onDecline={decline}
              onFolders={() => goTo('folders')}
              onAlbum={openAlbum}
              onMemory={openMemory}
            />
          </Activity>
          {!isPhotos && (
            <ScreenPage
              navigation={navigation}
              route={route}
              // What an album that keeps the last search has to find.
              text={lastSearch(search)}
              onGo={goTo}
              onSearch={search.search}
              onIndexing={() => setDialog('indexing')}
            />
          )}
        </main>
        <PanelBoundary>
          <StatusBar onOpen={() => setDialog('indexing')} onFolders={() => goTo('folders')} />
        </PanelBoundary>
        {viewing !== null && shown !== null && (
          <OpenPhoto
            result={shown}
            rank={viewing}
            onRank={view}
            onTrashed={leave}
            onClose={closeViewer}
            onSearch={searchFor}
          />
        )}
        {dialog !== null && (
          <DialogBoundary resetKey={dialog} onClose={() => setDialog(null)}>
            <OpenDialog name={dialog} onGo={goTo} onClose={() => setDialog(null)} />
          </DialogBoundary>
        )}
      </SlideshowHost>
    </div>
  );
});
