import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useLanguage } from '../client/contexts.ts';
import { errorSentence } from '../i18n/sentences.ts';
import { firstInDialog } from './first-in-dialog.ts';
import { leaveByEscape } from './leave-by-escape.ts';
import { useFocusBack } from './use-focus-back.ts';

interface Props {
  readonly label: string;
  readonly example?: string;
  readonly first?: string;
  readonly submit: string;
  readonly onName: (name: string) => Promise<void>;
  /** Names to choose from while typing. */
  readonly suggestions?: readonly string[];
  /** Takes the focus when it is opened. */
  readonly isFirst?: boolean;
  /** Where it can be left without a name, also by Escape. */
  readonly onCancel?: () => void;
}

/** A field for a name, with the error of the last attempt. */
export function NameForm(props: Props): ReactNode {
  const { label, example, first = '', submit, onName, isFirst = false, onCancel, suggestions = [] } = props;
  const { t, language } = useLanguage();
  const [name, setName] = useState(first);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const inputId = useId();
  const form = useRef<HTMLFormElement>(null);
  useFocusBack(form, onCancel !== undefined);

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '' || isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await onName(name.trim());
      // What was typed meanwhile stays.
      setName((now) => (now === name ? '' : now));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      ref={form}
      className="name-form"
      onSubmit={(event) => void onSubmit(event)}
      onKeyDown={onCancel === undefined ? undefined : leaveByEscape(onCancel)}
    >
      <label htmlFor={inputId}>{label}</label>
      <div className="field">
        <input
          id={inputId}
          type="text"
          // biome-ignore lint/a11y/noAutofocus: only where the user has just opened the form.
          autoFocus={isFirst}
          ref={isFirst ? firstInDialog : null}
          value={name}
          placeholder={example}
          autoComplete="off"
          list={suggestions.length > 0 ? `${inputId}-names` : undefined}
          aria-invalid={error !== null}
          aria-describedby={`${inputId}-error`}
          onChange={(event) => setName(event.target.value)}
        />
        {suggestions.length > 0 && (
          <datalist id={`${inputId}-names`}>
            {suggestions.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        )}
        <button type="submit" className="button primary" disabled={isBusy || name.trim() === ''}>
          {submit}
        </button>
        {onCancel !== undefined && (
          <button type="button" className="button" onClick={onCancel}>
            {t.cancel}
          </button>
        )}
      </div>
      {error !== null && (
        <p className="error" role="alert" id={`${inputId}-error`}>
          {errorSentence(language, error)}
        </p>
      )}
    </form>
  );
}
