import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { RemovePack } from '../packs/remove-pack.tsx';
import { usePacks } from '../packs/use-packs.ts';
import { AddPacks } from './add-packs.tsx';

/** The packs of networks: what each is for, its size, its licence and what it was measured to do; adding and removing. */
export function PacksSection(): ReactNode {
  const { t } = useLanguage();
  const list = usePacks();
  if (list === null) return null;
  return (
    <>
      <h3>{t.packs}</h3>
      <p className="muted">{t.packsMeaning}</p>
      {list.packs.map(({ id, version, isAdded, purpose, bytes, licence, languages, measured }) => (
        <details key={`${id}@${version}`}>
          <summary>{isAdded ? t.packAdded(t.packPurpose(purpose), id) : t.packPurpose(purpose)}</summary>
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
          {isAdded && <RemovePack name={`${id}@${version}`} />}
        </details>
      ))}
      {list.broken.map(({ name, isAdded, reason }) => (
        <div key={name}>
          <p className="error" role="alert">
            {name}: {t.whyFailed(reason)}
          </p>
          {isAdded && <RemovePack name={name} />}
        </div>
      ))}
      <AddPacks list={list} />
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
