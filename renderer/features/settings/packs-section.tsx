import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';

/** The packs of networks: what each is for, its size, its licence and what it was measured to do. */
export function PacksSection(): ReactNode {
  const { t } = useLanguage();
  const list = useQuery('packs.list', {});
  if (list === null) return null;
  return (
    <>
      <h3>{t.packs}</h3>
      <p className="muted">{t.packsMeaning}</p>
      {list.packs.map(({ id, version, purpose, bytes, licence, languages, measured }) => (
        <details key={id}>
          <summary>{t.packPurpose(purpose)}</summary>
          <dl className="facts-list">
            <div>
              <dt>{t.packName}</dt>
              <dd translate="no">
                {id} {version}
              </dd>
            </div>
            <div>
              <dt>{t.packSize}</dt>
              <dd>{t.bytes(bytes)}</dd>
            </div>
            <div>
              <dt>{t.packLicence}</dt>
              <dd translate="no">{licence}</dd>
            </div>
            {languages.length > 0 && (
              <div>
                <dt>{t.packLanguages}</dt>
                <dd>{t.languageNames(languages)}</dd>
              </div>
            )}
            <div>
              <dt>{t.packMeasured}</dt>
              <dd>{measured.length === 0 ? t.packNotMeasured : <Measured lines={measured} />}</dd>
            </div>
          </dl>
        </details>
      ))}
      {list.broken.map(({ name, reason }) => (
        <p key={name} className="error" role="alert">
          {name}: {t.whyFailed(reason)}
        </p>
      ))}
    </>
  );
}

/** Figures are recorded in English. */
function Measured({ lines }: { readonly lines: readonly string[] }): ReactNode {
  return (
    <ul className="plain" lang="en" translate="no">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
