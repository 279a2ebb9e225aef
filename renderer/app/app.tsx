import { type ReactNode, useEffect, useState } from 'react';
import type { HostConnection } from '../client/connect.ts';
import { useLanguage, useStatus } from '../client/contexts.ts';
import type { ErrorLog } from '../client/error-log.ts';
import { useQuery } from '../client/use-query.ts';
import { watchLibrary } from '../client/watch-library.ts';
import { createWindowSession } from '../client/window-session.ts';
import { HistoriesNotice } from '../features/indexing/histories-notice.tsx';
import { RecoveredNotice } from '../features/indexing/recovered-notice.tsx';
import { Welcome } from '../features/welcome/welcome.tsx';
import { errorSentence } from '../i18n/sentences.ts';
import { Icon } from '../ui/icon.tsx';
import { NoticeList } from '../ui/notices.tsx';
import { PanelBoundary } from '../ui/panel-boundary.tsx';
import { PhotosScreen } from './photos-screen.tsx';
import { useUndoKey } from './use-undo-key.ts';
import { WindowContexts } from './window-contexts.tsx';

interface Props {
  readonly connection: HostConnection;
  readonly log: ErrorLog;
}

/** Everything: what is known of the host, the language and the look, and which screen is shown. */
export function App({ connection, log }: Props): ReactNode {
  const [session] = useState(() => createWindowSession(connection, log));
  useEffect(() => watchLibrary(session.status, session.topics), [session]);
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

/** Which screen: the welcome before there is any folder, the photos, or why there are none to be had. */
function Screen(): ReactNode {
  const { language } = useLanguage();
  const error = useStatus((state) => state.error);
  const isEmpty = useIsEmpty();
  if (isEmpty !== null) return isEmpty ? <Welcome /> : <PhotosScreen />;
  if (error === null) return null;
  return (
    <main className="empty">
      <Icon name="warning" />
      <p role="alert">{errorSentence(language, error)}</p>
    </main>
  );
}

/** There is no folder yet; null before that is known. */
function useIsEmpty(): boolean | null {
  // What goes wrong here shows in the status, which asks the same host.
  const folders = useQuery('folders.list', {}, { isSilent: true });
  return folders === null ? null : folders.length === 0;
}
