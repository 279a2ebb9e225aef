import type { ReactNode } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { copyText } from '../../client/copy-text.ts';

/** What helps to find an error: the diagnostics for the clipboard and, in the desktop app, the log file. */
export function DiagnosticsSection(): ReactNode {
  const { client, desktop } = useConnection();
  const { t } = useLanguage();
  const { notify, report } = useNotices();
  const copy = (): void => {
    const copying =
      desktop === null
        ? copyText(
            null,
            client('program.diagnostics', {}).then(({ text }) => text),
          )
        : desktop.copyDiagnostics();
    copying.then(
      () => notify(t.diagnosticsCopied),
      (error: unknown) => {
        report(error);
        notify(t.diagnosticsNotCopied);
      },
    );
  };
  return (
    <>
      <h3>{t.diagnostics}</h3>
      <p className="muted">{t.diagnosticsMeaning}</p>
      <div className="actions">
        <button type="button" className="button" onClick={copy}>
          {t.copyDiagnostics}
        </button>
        {desktop !== null && (
          <button type="button" className="button" onClick={() => void desktop.showLog().catch(report)}>
            {t.showLog}
          </button>
        )}
      </div>
    </>
  );
}
