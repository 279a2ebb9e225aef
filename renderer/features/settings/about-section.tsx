import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { DiagnosticsSection } from './diagnostics-section.tsx';

/** Description, version, privacy promise and licences. */
export function AboutSection(): ReactNode {
  const { t } = useLanguage();
  const about = useQuery('program.about', {});
  return (
    <>
      <p className="muted">{t.aboutMeaning}</p>
      {about !== null && (
        <dl className="facts-list">
          <div>
            <dt>{t.version}</dt>
            <dd translate="no">{about.version}</dd>
          </div>
          <div>
            <dt>{t.network}</dt>
            <dd translate="no">{about.network}</dd>
          </div>
          <div>
            <dt>{t.runsOn}</dt>
            <dd translate="no">{about.runtime}</dd>
          </div>
        </dl>
      )}
      <h3>{t.privacy}</h3>
      <p className="muted">{t.privacyPromise}</p>
      <DiagnosticsSection />
      <h3>{t.licences}</h3>
      <dl className="facts-list">
        {t.licenceRows.map(([what, licence]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd translate="no">{licence}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
