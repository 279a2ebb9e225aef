import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import { failureText } from '../../../src/i18n/sentences.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { PathField } from '../../ui/path-field.tsx';
import { PackOffer } from '../packs/pack-offer.tsx';
import { PackWork } from '../packs/pack-work.tsx';
import { PackConnectionForm } from './pack-connection-form.tsx';

type Packs = Output<'packs.list'>;

/** Adds a model: fetched from the catalogue at the user's request, or from a folder or an archive. */
export function AddPacks({ list }: { readonly list: Packs }): ReactNode {
  const { t, language } = useLanguage();
  const { offered, host, work, failure, connection } = list;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // Engines are offered beside the devices.
  const offers = offered.filter(({ isAdded, engine }) => !isAdded && engine === null);
  return (
    <>
      <h4>{t.packAdd}</h4>
      {refusal !== null ? (
        <p className="error" role="alert">
          {failureText(language, refusal)}
        </p>
      ) : (
        failure !== null && (
          <p className="error" role="alert">
            {failure.name}: {failureText(language, failure)}
          </p>
        )
      )}
      {work === null ? (
        <>
          <p className="muted">{t.packAddMeaning(host)}</p>
          {offers.map((offer) => (
            <PackOffer key={offer.id} offer={offer} />
          ))}
          <AddFromDisk onRefused={setRefusal} />
        </>
      ) : (
        <PackWork work={work} />
      )}
      <PackConnectionForm key={JSON.stringify(connection)} connection={connection} />
    </>
  );
}

/** Why nothing was added; null once something is tried again. */
type Refusal = Parameters<typeof failureText>[1];

/** By the system's own dialog in the desktop app, by its path in a browser. */
function AddFromDisk({ onRefused }: { readonly onRefused: (refusal: Refusal | null) => void }): ReactNode {
  const { client, desktop } = useConnection();
  const { report } = useNotices();
  const { t } = useLanguage();
  const [path, setPath] = useState('');
  const inputId = useId();
  const add = (work: Promise<unknown>): void => {
    onRefused(null);
    work.catch((error: unknown) => {
      if (error instanceof BeachcombError) onRefused(error);
      else report(error);
    });
  };
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
    if (path.trim() === '') return;
    // What was typed meanwhile stays.
    const empty = (): void => setPath((now) => (now === path ? '' : now));
    add(client('packs.add', { path: path.trim() }).then(empty));
  };
  return (
    <form className="add-pack" onSubmit={onSubmit}>
      <PathField id={inputId} label={t.packPath} path={path} onPath={setPath} example={t.packPathExample}>
        <button type="submit" className="button" disabled={path.trim() === ''}>
          {t.add}
        </button>
      </PathField>
    </form>
  );
}
