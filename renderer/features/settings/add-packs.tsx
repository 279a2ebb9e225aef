import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { failureText } from '../../../src/i18n/sentences.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { PathField } from '../../ui/path-field.tsx';
import { PackConnectionForm } from './pack-connection-form.tsx';

type Packs = Output<'packs.list'>;

/** Adds a model: fetched from the catalogue at the user's request, or from a folder or an archive. */
export function AddPacks({ list }: { readonly list: Packs }): ReactNode {
  const { t, language } = useLanguage();
  const { offered, host, work, failure, connection } = list;
  const offers = offered.filter(({ isAdded }) => !isAdded);
  return (
    <>
      <h4>{t.packAdd}</h4>
      {failure !== null && (
        <p className="error" role="alert">
          {failure.name}: {failureText(language, failure)}
        </p>
      )}
      {work === null ? (
        <>
          <p className="muted">{t.packAddMeaning(host)}</p>
          {offers.map((offer) => (
            <PackOffer key={offer.id} offer={offer} />
          ))}
          <AddFromDisk />
        </>
      ) : (
        <PackWork work={work} />
      )}
      <PackConnectionForm key={JSON.stringify(connection)} connection={connection} />
    </>
  );
}

/** How far the model is that is being added. */
function PackWork({ work }: { readonly work: NonNullable<Packs['work']> }): ReactNode {
  const { client } = useConnection();
  const { report } = useNotices();
  const { t } = useLanguage();
  const { name, phase, done, of } = work;
  return (
    <div className="card">
      <p role="status">{t.packWork(phase, name)}</p>
      <progress aria-label={t.progress} {...(of > 0 && phase !== 'trying' ? { max: of, value: done } : {})} />
      {of > 0 && <p className="muted detail">{t.packBytesOf(t.bytes(done), t.bytes(of))}</p>}
      <div className="actions">
        <button type="button" className="button" onClick={() => void client('packs.stop', {}).catch(report)}>
          {t.stop}
        </button>
      </div>
    </div>
  );
}

/** A model of the catalogue. */
function PackOffer({ offer }: { readonly offer: Packs['offered'][number] }): ReactNode {
  const { client } = useConnection();
  const { report } = useNotices();
  const { t } = useLanguage();
  const { id, name, megabytes, licence, languages, fetchedBytes } = offer;
  return (
    <section className="card" aria-label={name}>
      <strong translate="no">{name}</strong>
      <p className="muted">
        {t.packOffer(megabytes, licence)} {t.packNotMeasured}
      </p>
      <p className="muted">{t.languageNames(languages)}</p>
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

/** By the system's own dialog in the desktop app, by its path in a browser. */
function AddFromDisk(): ReactNode {
  const { client, desktop } = useConnection();
  const { report } = useNotices();
  const { t } = useLanguage();
  const [path, setPath] = useState('');
  const inputId = useId();
  const add = (work: Promise<unknown>): void => void work.catch(report);
  if (desktop !== null)
    return (
      <div className="actions">
        <button type="button" className="button" onClick={() => add(desktop.addPack('folder'))}>
          {t.packFromFolder}
        </button>
        <button type="button" className="button" onClick={() => add(desktop.addPack('archive'))}>
          {t.packFromArchive}
        </button>
      </div>
    );
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (path.trim() !== '') add(client('packs.add', { path: path.trim() }).then(() => setPath('')));
  };
  return (
    <form onSubmit={onSubmit}>
      <PathField id={inputId} label={t.packPath} path={path} onPath={setPath}>
        <button type="submit" className="button" disabled={path.trim() === ''}>
          {t.add}
        </button>
      </PathField>
    </form>
  );
}
