import { type ReactNode, useEffect, useState } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';

/** Whether the desktop app starts when the user logs in. */
export function BackgroundSection(): ReactNode {
  const { desktop } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const [isOn, setIsOn] = useState<boolean | null>(null);
  useEffect(() => {
    desktop?.getAutostart().then(setIsOn, report);
  }, [desktop, report]);
  if (desktop === null || isOn === null) return null;
  return (
    <section className="settings-section">
      <h3>{t.background}</h3>
      <label className="check">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => void desktop.setAutostart(event.target.checked).then(setIsOn, report)}
        />
        {t.autostart}
      </label>
      <p className="muted">{t.autostartMeaning}</p>
    </section>
  );
}
