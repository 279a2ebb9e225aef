import { type ReactNode, useState } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { copyText } from '../../client/copy-text.ts';
import { useQuery } from '../../client/use-query.ts';

/** Whether new versions are checked for, and the one that was found. */
export function UpdatesSection(): ReactNode {
  const { client, desktop } = useConnection();
  const { t } = useLanguage();
  const { notify, report } = useNotices();
  const updates = useQuery('updates.get', {});
  const [isChecking, setIsChecking] = useState(false);
  if (updates === null || !updates.canCheck) return null;
  const { checks, checkedAt, newer, version } = updates;
  const check = (): void => {
    setIsChecking(true);
    client('updates.check', {})
      .catch((error: unknown) => {
        report(error);
        notify(t.updatesFailed);
      })
      .finally(() => setIsChecking(false));
  };
  const copyAddress = (page: string): void => {
    copyText(desktop, page).then(() => notify(t.addressCopied), report);
  };
  return (
    <section className="settings-section">
      <h3>{t.updates}</h3>
      <p className="muted">{t.updatesMeaning}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={checks}
          onChange={(event) => void client('updates.set', { checks: event.target.checked }).catch(report)}
        />
        {t.updatesCheck}
      </label>
      <p role="status">
        {newer !== null && t.updatesNewer(newer.version, newer.date, newer.page)}
        {newer === null && checkedAt !== null && t.updatesNewest(version)}
      </p>
      <div className="actions">
        <button type="button" className="button" disabled={isChecking} onClick={check}>
          {t.updatesCheckNow}
        </button>
        {newer !== null && (
          <button type="button" className="button" onClick={() => copyAddress(newer.page)}>
            {t.copyAddress}
          </button>
        )}
      </div>
    </section>
  );
}
