import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Folder } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { errorSentence } from '../../i18n/sentences.ts';
import { Icon } from '../../ui/icon.tsx';
import { PathField } from '../../ui/path-field.tsx';

interface Props {
  /** There is a better button beside it. */
  readonly isSecond?: boolean;
}

/** Adds a folder: by the system's own dialog in the desktop app, by its path in a browser. */
export function AddFolder({ isSecond = false }: Props): ReactNode {
  const { client, desktop } = useConnection();
  const { t, language } = useLanguage();
  const { notify } = useNotices();
  const [path, setPath] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const inputId = useId();
  const errorId = `${inputId}-error`;
  const look = isSecond ? 'button' : 'button primary';

  const add = async (work: () => Promise<Folder | null>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const before = new Set((await client('folders.list', {})).map(({ id }) => id));
      const added = await work();
      // It, or a folder around it, is in the library for long.
      if (added !== null && before.has(added.id)) notify(t.folderKnown(added.name));
      // What was typed meanwhile stays.
      if (added !== null) setPath((now) => (now === path ? '' : now));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (path.trim() !== '') void add(() => client('folders.add', { path: path.trim() }));
  };
  const sentence = error !== null && (
    <p className="error" role="alert" id={errorId}>
      {errorSentence(language, error)}
    </p>
  );

  if (desktop !== null)
    return (
      <div className="add-folder">
        <button type="button" className={look} disabled={isBusy} onClick={() => void add(desktop.pickFolder)}>
          <Icon name="folder" /> {t.chooseFolder}
        </button>
        {sentence}
      </div>
    );
  return (
    <form className="add-folder" onSubmit={onSubmit}>
      <PathField
        id={inputId}
        label={t.folderPath}
        path={path}
        onPath={setPath}
        error={error === null ? null : errorId}
      >
        <button type="submit" className={look} disabled={isBusy || path.trim() === ''}>
          {t.add}
        </button>
      </PathField>
      {sentence}
    </form>
  );
}
