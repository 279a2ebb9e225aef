import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { errorSentence } from '../../i18n/sentences.ts';

type Connection = Output<'packs.list'>['connection'];

/** Where models are fetched from, and through what. */
export function PackConnectionForm({ connection }: { readonly connection: Connection }): ReactNode {
  const { client } = useConnection();
  const { t, language } = useLanguage();
  const [mirror, setMirror] = useState(connection.mirror ?? '');
  const [proxy, setProxy] = useState(connection.proxy ?? '');
  const [error, setError] = useState<unknown>(null);
  const errorId = useId();
  const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const isSame = given(mirror) === connection.mirror && given(proxy) === connection.proxy;

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setError(null);
    client('packs.connect', { mirror: given(mirror), proxy: given(proxy) }).catch(setError);
  };
  const field = (label: string, value: string, onValue: (value: string) => void): ReactNode => (
    <label>
      {label}
      <input
        type="url"
        value={value}
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={error === null ? undefined : errorId}
        onChange={(event) => onValue(event.target.value)}
      />
    </label>
  );
  return (
    <details>
      <summary>{t.packConnection}</summary>
      <form className="name-form" noValidate onSubmit={onSubmit}>
        <p className="muted">{t.packConnectionMeaning}</p>
        {field(t.packMirror, mirror, setMirror)}
        {field(t.packProxy, proxy, setProxy)}
        {error !== null && (
          <p className="error" role="alert" id={errorId}>
            {errorSentence(language, error)}
          </p>
        )}
        <div className="actions">
          <button type="submit" className="button" disabled={isSame}>
            {t.save}
          </button>
        </div>
      </form>
    </details>
  );
}
