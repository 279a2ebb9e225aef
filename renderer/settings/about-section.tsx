import type { ReactNode } from 'react';
import { useApp } from '../parts/app-context.ts';

/** What Beachcomb is, what it promises, and by whose leave. */
export function AboutSection(): ReactNode {
  const { t } = useApp();
  return (
    <>
      <h3>{t.about}</h3>
      <p className="muted">{t.aboutMeaning}</p>
      <h3>{t.privacy}</h3>
      <p className="muted">{t.privacyPromise}</p>
      <h3>{t.licences}</h3>
      <dl className="facts-list">
        {t.licenceRows.map(([what, licence]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{licence}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
