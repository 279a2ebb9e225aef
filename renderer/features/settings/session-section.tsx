import type { ReactNode } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';

/** Ends the session of a browser. Without its secrets nothing that is shown can be shown again, so the page is loaded again. */
export function SessionSection(): ReactNode {
  const { t } = useLanguage();
  const { endSession } = useConnection();
  const { report } = useNotices();
  if (endSession === null) return null;
  return (
    <>
      <h3>{t.session}</h3>
      <p className="muted">{t.sessionMeaning}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          endSession().then(() => location.reload(), report);
        }}
      >
        {t.endSession}
      </button>
    </>
  );
}
