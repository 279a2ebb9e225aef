import type { ReactNode } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';

type Offer = Output<'packs.list'>['offered'][number];

/** A model or an engine of the catalogue. */
export function PackOffer({ offer }: { readonly offer: Offer }): ReactNode {
  const { client } = useConnection();
  const { report } = useNotices();
  const { t } = useLanguage();
  const { id, name, megabytes, licence, languages, engine, hosts, fetchedBytes } = offer;
  return (
    <section className="card" aria-label={name}>
      <strong translate="no">{name}</strong>
      {engine === null ? (
        <>
          <p className="muted">
            {t.packOffer(megabytes, licence)} {t.packNotMeasured}
          </p>
          <p className="muted">{t.languageNames(languages)}</p>
        </>
      ) : (
        <>
          <p>{t.engineNeeds(engine.needs)}</p>
          <p className="muted">
            {t.packOffer(megabytes, licence)} {t.engineHosts(hosts)}
          </p>
        </>
      )}
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => void client('packs.fetch', { id }).catch(report)}
        >
          {fetchedBytes === null ? t.packFetch : t.packResume(t.bytes(fetchedBytes))}
        </button>
        {fetchedBytes !== null && (
          <button
            type="button"
            className="button quiet"
            onClick={() => void client('packs.discard', { id }).catch(report)}
          >
            {t.packDiscard}
          </button>
        )}
      </div>
    </section>
  );
}
