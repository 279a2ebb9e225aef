import {
  Activity,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { flushSync } from 'react-dom';
import type { Folder, Settings, Status } from '../../src/api/contract.ts';
import { useApp } from '../client/app-context.ts';
import { AlbumsSheet } from '../features/albums/albums-sheet.tsx';
import { DuplicatesSheet } from '../features/duplicates/duplicates-sheet.tsx';
import { Explore } from '../features/explore/explore.tsx';
import { FoldersSheet } from '../features/folders/folders-sheet.tsx';
import { IndexingSheet } from '../features/indexing/indexing-sheet.tsx';
import { StatusBar } from '../features/indexing/status-bar.tsx';
import { isBusy } from '../features/indexing/status-watch.ts';
import { TeachSheet } from '../features/labels/teach-sheet.tsx';
import { ProblemList } from '../features/problems/problem-list.tsx';
import { ProblemsSheet } from '../features/problems/problems-sheet.tsx';
import { CorrectionLine } from '../features/search/correction-line.tsx';
import { NoHits } from '../features/search/no-hits.tsx';
import { QueryChips } from '../features/search/query-chips.tsx';
import { SearchBox } from '../features/search/search-box.tsx';
import {
  type Correction,
  createSearchSession,
  hitAt,
  rankOf,
  type Sort,
  searchedText,
} from '../features/search/search-session.ts';
import { SortChoice } from '../features/search/sort-choice.tsx';
import { createSuggestionSession } from '../features/search/suggestion-session.ts';
import { AboutSheet } from '../features/settings/about-sheet.tsx';
import { SettingsSheet } from '../features/settings/settings-sheet.tsx';
import { PhotoGrid } from '../features/timeline/photo-grid.tsx';
import { useZoom } from '../features/timeline/use-zoom.ts';
import { ZoomControl } from '../features/timeline/zoom-control.tsx';
import { Viewer } from '../features/viewer/viewer.tsx';
import { Choice } from '../ui/choice.tsx';
import { DialogBoundary } from '../ui/dialog-boundary.tsx';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { PanelBoundary } from '../ui/panel-boundary.tsx';

/** The time that a person gets to type on, milliseconds: phrases take the longer to look for. */
const TYPING_PAUSE = { word: 60, phrase: 150 };

interface Props {
  readonly folders: readonly Folder[];
  readonly onFoldersChanged: () => void;
  readonly status: Status | null;
  /** Changes, now and then, when a search could find something else. */
  readonly changed: string;
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
}

/** The main screen: search, photos, the photo that is opened, and the sheets. */
export function PhotosScreen({
  folders,
  onFoldersChanged,
  status,
  changed,
  settings,
  onSettings,
}: Props): ReactNode {
  const { client, t, desktop, report } = useApp();
  const [session] = useState(() => createSearchSession(client));
  const [suggestions] = useState(() => createSuggestionSession(client, report));
  const { answer: newest, found, error } = useSyncExternalStore(session.subscribe, session.get);
  const [text, setText] = useState('');
  const [sort, setSort] = useState<Sort>('relevance');
  const [isTyping, setTyping] = useState(false);
  const [isComposing, setComposing] = useState(false);
  const [active, setActive] = useState(0);
  const [focusTurn, setFocusTurn] = useState(0);
  const [selectTurn, setSelectTurn] = useState(0);
  const [viewing, setViewing] = useState<number | null>(null);
  const [sheet, setSheet] = useState<
    | 'about'
    | 'device'
    | 'albums'
    | 'labels'
    | 'duplicates'
    | 'folders'
    | 'problems'
    | 'settings'
    | 'indexing'
    | null
  >(null);
  /** What is shown while nothing is searched for. */
  const [browsing, setBrowsing] = useState<'explore' | 'photos'>('photos');
  const zoom = useZoom();
  const input = useRef<HTMLInputElement>(null);
  const cards = useRef<HTMLDivElement>(null);
  /** Without the space that a word to come begins with; places in it are places in the text. */
  const asked = text.trimEnd();
  // Half a word mostly finds nothing: that is no answer yet.
  const isNothing = newest !== null && newest.likely + newest.possible === 0 && newest.unreadable === null;
  const answer = isNothing && isTyping && found !== null ? found : newest;

  useEffect(() => {
    if (isComposing) return;
    const pause = asked === '' ? 0 : /\s/u.test(asked) ? TYPING_PAUSE.phrase : TYPING_PAUSE.word;
    const timer = setTimeout(() => session.ask(asked, sort), pause);
    return () => clearTimeout(timer);
  }, [session, asked, sort, isComposing]);

  // While a photo is open, its neighbours stay what they are.
  const isViewing = viewing !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changed` says when.
  useEffect(() => {
    if (!isViewing) session.refresh();
  }, [session, changed, isViewing]);
  useEffect(() => {
    if (error !== null) report(error);
  }, [error, report]);

  // The keyboard's place is a photo: it moves along when others come before it, and starts anew with a search.
  const kept = useRef<{ query: string; photo: number | null }>({ query: '', photo: null });
  useEffect(() => {
    if (answer === null) return;
    const query = `${answer.sort} ${searchedText(answer)}`;
    if (kept.current.query !== query) setActive(0);
    else if (kept.current.photo !== null && hitAt(answer, active)?.photo !== kept.current.photo)
      setActive(rankOf(answer, kept.current.photo) ?? active);
    kept.current = { query, photo: kept.current.query === query ? kept.current.photo : null };
  }, [answer, active]);
  const moveTo = useCallback(
    (rank: number) => {
      const now = session.get().answer;
      kept.current = { ...kept.current, photo: now === null ? null : (hitAt(now, rank)?.photo ?? null) };
      setActive(rank);
    },
    [session],
  );

  const focusSearch = useCallback(() => {
    // Nothing outside of an open dialog takes the focus: it has to be gone first.
    flushSync(() => {
      setSheet(null);
      setViewing(null);
    });
    input.current?.focus();
    input.current?.select();
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const inField = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
      const find = event.key === 'f' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!(find || (event.key === '/' && !inField)) || document.querySelector('dialog[open]') !== null)
        return;
      event.preventDefault();
      focusSearch();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [focusSearch]);
  /** Of what is being written, where something is; else of the photos. */
  const selectAll = useCallback(() => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLInputElement) activeElement.select();
    else if (document.querySelector('dialog[open]') === null) setSelectTurn((turn) => turn + 1);
  }, []);
  useEffect(
    () =>
      desktop?.onCommand((command) => {
        if (command === 'find') return focusSearch();
        if (command === 'select-all') return selectAll();
        if (command === 'photos' || command === 'explore') {
          setText('');
          setSheet(null);
          setViewing(null);
          return setBrowsing(command);
        }
        if (command !== 'add-folder') return setSheet(command);
        setSheet('folders');
        desktop.pickFolder().then((folder) => folder !== null && onFoldersChanged(), report);
      }),
    [desktop, focusSearch, selectAll, onFoldersChanged, report],
  );

  const total = answer === null ? 0 : answer.likely + answer.possible;
  const hasSearch = asked.trim() !== '' && answer?.text.trim() !== '';
  const open = (rank: number): void => {
    // The search led somewhere.
    if (answer !== null && answer.text.trim() !== '') suggestions.note(answer.text.trim());
    moveTo(rank);
    setViewing(rank);
  };
  const view = (rank: number): void => {
    moveTo(rank);
    setViewing(rank);
    session.need(Math.max(0, rank - 1), Math.min(total - 1, rank + 1));
  };
  const close = (): void => {
    setViewing(null);
    setFocusTurn(focusTurn + 1);
  };
  /** Whoever writes a search is not taken away from it by photos that come. */
  const write = (next: string): void => {
    setText(next);
    setFocusTurn(0);
  };
  const search = (next: string): void => {
    write(next);
    focusSearch();
  };
  /** The search changed elsewhere than in its box, which then has the focus: what was pressed may be gone. */
  const change = (next: string): void => {
    write(next);
    input.current?.focus();
  };
  /** Back to the text as it was typed, whatever it was taken for. */
  const decline = (correction: Correction): void => {
    session.decline(correction);
    change(correction.typed);
  };
  /** What an album that keeps this search has to find. */
  const meant = answer?.text === asked ? searchedText(answer) : text;
  const working = status !== null && isBusy(status);
  const canBrowse = !hasSearch && answer?.text.trim() === '' && total > 0;
  const isExploring = canBrowse && browsing === 'explore';
  const browse = (next: 'explore' | 'photos'): void => {
    setBrowsing(next);
    // The keyboard stays at the choice.
    setFocusTurn(0);
  };
  const leaveSearch = (): void => {
    session.ask(asked, sort);
    if (isExploring) cards.current?.querySelector<HTMLElement>('.explore-card[tabindex="0"]')?.focus();
    else if (total > 0) setFocusTurn(focusTurn + 1);
  };

  return (
    <div className="screen">
      <header className="top">
        <div className="top-bar">
          <h1 className="brand">
            <img src="./icon.svg" alt="" />
            <span>Beachcomb</span>
          </h1>
          <SearchBox
            input={input}
            text={text}
            onText={write}
            onComposing={setComposing}
            onTyping={setTyping}
            session={suggestions}
            onLeave={leaveSearch}
          />
          <nav className="top-buttons" aria-label={t.more}>
            {status !== null && status.problems > 0 && (
              <IconButton
                icon="warning"
                label={t.problems}
                badge={status.problems}
                onClick={() => setSheet('problems')}
              />
            )}
            <IconButton icon="album" label={t.albums} onClick={() => setSheet('albums')} />
            <IconButton icon="tag" label={t.customLabels} onClick={() => setSheet('labels')} />
            <IconButton icon="copies" label={t.duplicates} onClick={() => setSheet('duplicates')} />
            <IconButton icon="folder" label={t.folders} onClick={() => setSheet('folders')} />
            <IconButton icon="settings" label={t.settings} onClick={() => setSheet('settings')} />
          </nav>
        </div>
        {answer !== null && (
          <div className={hasSearch ? 'result-bar' : canBrowse ? 'browse-bar' : 'unseen'}>
            {canBrowse && (
              <Choice
                label={t.show}
                value={browsing}
                options={[
                  ['photos', t.allPhotos],
                  ['explore', t.explore],
                ]}
                onChoose={browse}
              />
            )}
            <div className="bar-words">
              <CorrectionLine answer={answer} onText={change} onDecline={decline} />
              {hasSearch && (
                <QueryChips
                  text={searchedText(answer)}
                  interpretations={answer.interpretations}
                  phrases={answer.phrases}
                  hasHits={total > 0 || (answer.unreadable ?? 0) > 0}
                  onText={change}
                />
              )}
              {/* Where there is none, the middle of the window says so, and why. */}
              <p className={hasSearch && total === 0 ? 'unseen' : 'counts'} role="status">
                {t.photos(answer.likely)}
                {answer.possible > 0 && <span className="muted"> · {t.andPossible(answer.possible)}</span>}
              </p>
            </div>
            {hasSearch && total > 1 && <SortChoice sort={sort} onSort={setSort} />}
            {total > 0 && !isExploring && <ZoomControl zoom={zoom} />}
          </div>
        )}
      </header>
      <main className={answer?.unreadable == null ? 'photos' : 'photos with-problems'}>
        {answer !== null && answer.unreadable !== null && (
          <PanelBoundary>
            <ProblemList when={`${changed} ${answer.text}`} />
          </PanelBoundary>
        )}
        <Activity mode={isExploring ? 'visible' : 'hidden'}>
          <PanelBoundary>
            <Explore changed={changed} isWorking={working} onSearch={change} cards={cards} />
          </PanelBoundary>
        </Activity>
        {answer !== null && total > 0 && !isExploring && (
          <PanelBoundary resetKey={`${answer.sort} ${searchedText(answer)}`}>
            <PhotoGrid
              answer={answer}
              active={active}
              onActive={moveTo}
              onOpen={open}
              onView={session.need}
              focusTurn={focusTurn}
              selectTurn={selectTurn}
              zoom={zoom}
            />
          </PanelBoundary>
        )}
        {answer !== null && total === 0 && answer.text.trim() !== '' && answer.unreadable === null && (
          <NoHits answer={answer} onText={change} onDecline={decline} working={working} />
        )}
        {answer !== null && total === 0 && answer.text.trim() === '' && (
          <div className="empty">
            <Icon name="picture" />
            <h2>{t.noPhotosYet}</h2>
            <p>
              {working || folders.some(({ state }) => state === 'scanning')
                ? t.soonHere
                : t.noPhotosInFolders}
            </p>
            {!working && (
              <div className="actions">
                <button type="button" className="button" onClick={() => setSheet('folders')}>
                  <Icon name="folder" /> {t.seeFolders}
                </button>
              </div>
            )}
          </div>
        )}
      </main>
      {status !== null && (
        <PanelBoundary>
          <StatusBar status={status} onOpen={() => setSheet('indexing')} />
        </PanelBoundary>
      )}

      {viewing !== null && answer !== null && (
        <DialogBoundary onClose={close}>
          <Viewer
            hit={hitAt(answer, viewing)}
            rank={viewing}
            total={total}
            near={[hitAt(answer, viewing + 1), hitAt(answer, viewing - 1)]}
            text={searchedText(answer)}
            interpretations={answer.interpretations}
            onRank={view}
            onClose={close}
            onSearch={search}
          />
        </DialogBoundary>
      )}
      {sheet !== null && (
        <DialogBoundary resetKey={sheet} onClose={() => setSheet(null)}>
          {sheet === 'about' && <AboutSheet onClose={() => setSheet(null)} />}
          {sheet === 'albums' && (
            <AlbumsSheet text={meant} onSearch={search} onClose={() => setSheet(null)} />
          )}
          {sheet === 'labels' && <TeachSheet first={null} onSearch={search} onClose={() => setSheet(null)} />}
          {sheet === 'duplicates' && <DuplicatesSheet onSearch={search} onClose={() => setSheet(null)} />}
          {sheet === 'folders' && (
            <FoldersSheet folders={folders} onChanged={onFoldersChanged} onClose={() => setSheet(null)} />
          )}
          {sheet === 'problems' && <ProblemsSheet when={changed} onClose={() => setSheet(null)} />}
          {(sheet === 'settings' || sheet === 'device') && (
            <SettingsSheet
              settings={settings}
              onSettings={onSettings}
              status={status}
              folders={folders}
              startAt={sheet === 'device' ? 'device' : 'top'}
              onOpen={setSheet}
              onClose={() => setSheet(null)}
            />
          )}
          {sheet === 'indexing' && status !== null && (
            <IndexingSheet
              status={status}
              folders={folders}
              onOpen={setSheet}
              onClose={() => setSheet(null)}
            />
          )}
        </DialogBoundary>
      )}
    </div>
  );
}
