import { type ReactNode, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Settings } from '../../src/api/contract.ts';
import { toBeachcombError } from '../../src/domain/error.ts';
import { AppContext, type App as AppValue } from '../client/app-context.ts';
import type { Connection } from '../client/connect.ts';
import type { ErrorLog } from '../client/error-log.ts';
import { useUserActions } from '../client/use-user-actions.ts';
import { useFolders } from '../features/folders/use-folders.ts';
import { RecoveredNotice } from '../features/indexing/recovered-notice.tsx';
import { createStatusWatch } from '../features/indexing/status-watch.ts';
import { Welcome } from '../features/welcome/welcome.tsx';
import { errorSentence } from '../i18n/sentences.ts';
import { strings } from '../i18n/strings.ts';
import { Icon } from '../ui/icon.tsx';
import { Notices, useNotices } from '../ui/notices.tsx';
import { PanelBoundary } from '../ui/panel-boundary.tsx';
import { useThrottled } from '../ui/use-throttled.ts';
import { PhotosScreen } from './photos-screen.tsx';

/** What the library changes to is taken over this often, milliseconds. */
const REFRESH_EVERY = 2500;

const systemLanguage = (): 'en' | 'zh' => (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');

interface Props {
  readonly connection: Connection;
  readonly log: ErrorLog;
}

/** Everything: what is known of the host, the language and the look, and which screen is shown. */
export function App({ connection, log }: Props): ReactNode {
  const { client } = connection;
  const [settings, setSettings] = useState<Settings>({ language: null, theme: 'system' });
  const [watch] = useState(() => createStatusWatch(client));
  const { status, online, error } = useSyncExternalStore(watch.subscribe, watch.get);
  const { notices, notify, dismiss } = useNotices();

  const language = settings.language ?? systemLanguage();
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset['theme'] = settings.theme;
  }, [language, settings.theme]);

  // Both are asked for again when the host comes back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `online` says when.
  useEffect(() => {
    client('settings.get', {}).then(setSettings, () => undefined);
  }, [client, online]);
  const changed = useThrottled(
    `${status?.revision} ${status?.phase} ${status?.problems} ${online}`,
    REFRESH_EVERY,
  );
  const { folders, reload } = useFolders(client, changed);

  const report = useCallback(
    (thrown: unknown) => {
      const { kind } = toBeachcombError(thrown);
      if (kind === 'internal') {
        console.error(thrown);
        log('call', thrown);
      }
      // The banner says already that the host is away.
      if (kind !== 'unavailable') notify(errorSentence(language, thrown));
    },
    [language, notify, log],
  );
  const t = strings[language];
  const userData = useUserActions({ client, t, notify, dismiss, report });
  const saveSettings = (next: Settings): void => {
    setSettings(next);
    client('settings.set', next).then(setSettings, report);
  };
  const onFoldersChanged = useCallback(() => {
    reload();
    watch.refresh();
  }, [reload, watch]);

  const app = useMemo<AppValue>(
    () => ({ ...connection, language, t, report, notify, userData, refresh: watch.refresh }),
    [connection, language, t, report, notify, userData, watch],
  );

  let screen: ReactNode = null;
  if (error !== null && folders === null)
    screen = (
      <main className="empty">
        <Icon name="warning" />
        <p role="alert">{errorSentence(language, error)}</p>
      </main>
    );
  else if (folders?.length === 0) screen = <Welcome onAdded={onFoldersChanged} />;
  else if (folders !== null)
    screen = (
      <PhotosScreen
        folders={folders}
        onFoldersChanged={onFoldersChanged}
        status={status}
        changed={`${changed} ${userData.turn}`}
        settings={settings}
        onSettings={saveSettings}
      />
    );

  return (
    <AppContext value={app}>
      {!online && (
        <div className="banner" role="status">
          {t.reconnecting}
        </div>
      )}
      <PanelBoundary>{screen}</PanelBoundary>
      <PanelBoundary>{online && <RecoveredNotice recovered={status?.recovered ?? null} />}</PanelBoundary>
      <Notices notices={notices} onDismiss={dismiss} />
    </AppContext>
  );
}
