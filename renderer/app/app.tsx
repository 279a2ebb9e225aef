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

function OfflineBanner(): ReactNode {
  const { t } = useLanguage();
  const isOnline = useStatus(({ online }) => online);
  if (isOnline) return null;
  return (
    <div className="banner" role="status">
      {t.reconnecting}
    </div>
  );
}

/** The welcome before the first folder, the photos, or the error that prevents them. */
function Screen(): ReactNode {
  const { language } = useLanguage();
  const error = useStatus((state) => state.error);
  const isEmpty = useIsEmpty();
  if (isEmpty !== null) return isEmpty ? <Welcome /> : <Frame />;
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
