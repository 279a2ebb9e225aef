import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useApp } from '../parts/app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { errorSentence } from '../sentences.ts';

interface Props {
  readonly onAdded: () => void;
  /** There is a better button beside it. */
  readonly isSecond?: boolean;
}

/** Adds a folder: by the system's own dialog in the desktop app, by its path in a browser. */
export function AddFolder({ onAdded, isSecond = false }: Props): ReactNode {
  const { client, desktop, t, language } = useApp();
  const [path, setPath] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const inputId = useId();

  const add = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      if ((await work()) !== null) {
        setPath('');
        onAdded();
      }
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
    <p className="error" role="alert" id={`${inputId}-error`}>
      {errorSentence(language, error)}
    </p>
  );

  if (desktop !== null)
    return (
      <div className="add-folder">
        <button
          type="button"
          className={isSecond ? 'button' : 'button primary'}
          disabled={isBusy}
          onClick={() => void add(desktop.pickFolder)}
        >
          <Icon name="folder" /> {t.chooseFolder}
        </button>
        {sentence}
      </div>
    );
  return (
    <form className="add-folder" onSubmit={onSubmit}>
      <label htmlFor={inputId}>{t.folderPath}</label>
      <div className="field">
        <input
          id={inputId}
          type="text"
          value={path}
          placeholder={t.folderPathExample}
          maxLength={4096}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error !== null}
          aria-describedby={`${inputId}-error`}
          onChange={(event) => setPath(event.target.value)}
        />
        <button
          type="submit"
          className={isSecond ? 'button' : 'button primary'}
          disabled={isBusy || path.trim() === ''}
        >
          {t.add}
        </button>
      </div>
      {sentence}
    </form>
  );
}
