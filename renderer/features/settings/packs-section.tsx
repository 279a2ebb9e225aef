import type { ReactNode } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { AddPacks } from './add-packs.tsx';

/** In ms, between two requests while a pack is being added. */
const BUSY_MS = 500;

/** The packs of networks: what each is for, its size, its licence and what it was measured to do; adding and removing. */
export function PacksSection(): ReactNode {
  const { t } = useLanguage();
  const list = useQuery(
    'packs.list',
    {},
    { everyMs: (known) => (known !== null && known.work !== null ? BUSY_MS : null) },
  );
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

function RemovePack({ name }: { readonly name: string }): ReactNode {
  const { client } = useConnection();
  const { report } = useNotices();
  const { t } = useLanguage();
  return (
    <div className="actions">
      <button
        type="button"
        className="button"
        onClick={() => void client('packs.remove', { name }).catch(report)}
      >
        {t.packRemove(name)}
      </button>
    </div>
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
