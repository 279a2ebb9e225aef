import { type ReactNode, useEffect, useState } from 'react';
import type { HostConnection } from '../client/connect.ts';
import { useLanguage, useStatus } from '../client/contexts.ts';
import type { ErrorLog } from '../client/error-log.ts';
import { useQuery } from '../client/use-query.ts';
import { watchLibrary } from '../client/watch-library.ts';
import { createWindowSession } from '../client/window-session.ts';
import { decodeInPage } from '../features/films/decode-in-page.ts';
import { HistoriesNotice } from '../features/indexing/histories-notice.tsx';
import { RecoveredNotice } from '../features/indexing/recovered-notice.tsx';
import { Welcome } from '../features/welcome/welcome.tsx';
import { errorSentence } from '../i18n/sentences.ts';
import { Icon } from '../ui/icon.tsx';
import { NoticeList } from '../ui/notices.tsx';
import { PanelBoundary } from '../ui/panel-boundary.tsx';
import { Frame } from './frame.tsx';
import { HOME, parseRoute, printRoute, routeTo } from './route.ts';
import type { ScreenName } from './screens.tsx';
import { useUndoKey } from './use-undo-key.ts';
import { WindowContexts } from './window-contexts.tsx';

interface Props {
  readonly connection: HostConnection;
  readonly log: ErrorLog;
}

/** The whole window: status of the host, language, theme and the current screen. */
export function App({ connection, log }: Props): ReactNode {
  const [session] = useState(() => createWindowSession(connection, log));
  useEffect(() => watchLibrary(session.status, session.topics), [session]);
  useEffect(
    () => (connection.desktop === null ? decodeInPage(connection.client, session.status, log) : undefined),
    [connection, session, log],
  );
  useUndoKey(session.userActions);
  return (
    <WindowContexts session={session}>
      <OfflineBanner />
      <PanelBoundary>
        <Screen />
      </PanelBoundary>
      <PanelBoundary>
        <RecoveredNotice />
      </PanelBoundary>
      <PanelBoundary>
        <HistoriesNotice />
      </PanelBoundary>
      <NoticeList />
    </WindowContexts>
  );
}

/** Over all screens: what they show is of before, as long as the host is away or lets this page see nothing. */
function OfflineBanner(): ReactNode {
  const { t, language } = useLanguage();
  const isOnline = useStatus(({ online }) => online);
  const error = useStatus((state) => state.error);
  if (isOnline && error === null) return null;
  return (
    <div className="banner" role="status">
      {error === null ? t.reconnecting : errorSentence(language, error)}
    </div>
  );
}

/** Whether the address is of a page: those are there without a folder too. */
const isOfPage = (): boolean => parseRoute(location.hash).screen !== HOME.screen;

/**
 * Whether the window is past its welcome: it has, or had, a folder, or is at the address of a page.
 * @param isEmpty there is no folder; null while that is not known
 */
function useEntry(
  isEmpty: boolean | null,
): readonly [isEntered: boolean, goTo: (screen: ScreenName) => void] {
  const [isEntered, setEntered] = useState(isOfPage);
  if (isEmpty === false && !isEntered) setEntered(true);
  useEffect(() => {
    const onAddress = (): void => {
      if (isOfPage()) setEntered(true);
    };
    window.addEventListener('hashchange', onAddress);
    return () => window.removeEventListener('hashchange', onAddress);
  }, []);
  const goTo = (screen: ScreenName): void => {
    history.replaceState(null, '', printRoute(routeTo(screen)));
    setEntered(true);
  };
  return [isEntered, goTo];
}

/** The welcome before the first folder, the screens, or the error that prevents them. */
function Screen(): ReactNode {
  const { language } = useLanguage();
  const error = useStatus((state) => state.error);
  const isEmpty = useIsEmpty();
  const [isEntered, goTo] = useEntry(isEmpty);
  if (isEmpty !== null)
    return isEmpty && !isEntered ? <Welcome onSettings={() => goTo('settings')} /> : <Frame />;
  if (error === null) return null;
  return (
    <main className="empty">
      <Icon name="warning" />
      <p role="alert">{errorSentence(language, error)}</p>
    </main>
  );
}

/** Whether there is no folder yet; null until the folders are loaded. */
function useIsEmpty(): boolean | null {
  // Errors appear in the status, which queries the same host.
  const folders = useQuery('folders.list', {}, { isSilent: true });
  return folders === null ? null : folders.length === 0;
}
