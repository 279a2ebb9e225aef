import { type ReactNode, useId, useState } from 'react';
import type { Input, Output } from '../../../src/api/contract.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { errorSentence } from '../../i18n/sentences.ts';
import { Choice } from '../../ui/choice.tsx';
import { PathField } from '../../ui/path-field.tsx';

type Form = Input<'userData.exportSidecars'>['form'];
/** Names of files are the same in every language. */
const FORMS: readonly (readonly [Form, string])[] = [
  ['digikam', 'photo.jpg.xmp'],
  ['lightroom', 'photo.xmp'],
];
/** Maximum number of problems listed by name. */
const MOST_LISTED = 5;

/** Exports sidecars into a folder or imports them; the folder is chosen in the system's dialog or, in a browser, by its path. */
export function SidecarActions(): ReactNode {
  const { client, desktop } = useConnection();
  const { t, language } = useLanguage();
  const [form, setForm] = useState<Form>('digikam');
  const [path, setPath] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<string | null>(null);
  const [problems, setProblems] = useState<Output<'userData.exportSidecars'>['problems']>([]);
  const [error, setError] = useState<unknown>(null);
  const inputId = useId();

  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setResult(null);
    setProblems([]);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const write = async (): Promise<void> => {
    const done =
      desktop === null
        ? await client('userData.exportSidecars', { path: path.trim(), form })
        : await desktop.exportSidecars(form);
    if (done === null) return;
    setResult(t.wroteSidecars(done.written));
    setProblems(done.problems);
  };
  const read = async (): Promise<void> => {
    const done =
      desktop === null
        ? await client('userData.importSidecars', { path: path.trim() })
        : await desktop.importSidecars();
    if (done === null) return;
    setResult(t.readSidecarsOf(done.read, done.matched));
  };
  const isMissing = desktop === null && path.trim() === '';

  return (
    <div className="sidecar-actions">
      <p className="muted">{t.sidecarsPromise}</p>
      <div>
        <span className="sidecar-form">{t.sidecarForm}</span>
        <Choice
          label={t.sidecarForm}
          value={form}
          options={FORMS.map(([form, name]) => [
            form,
            <span key={form} translate="no">
              {name}
            </span>,
          ])}
          onChoose={setForm}
        />
      </div>
      {desktop === null && <PathField id={inputId} label={t.sidecarFolder} path={path} onPath={setPath} />}
      <div className="actions">
        <button
          type="button"
          className="button"
          disabled={isBusy || isMissing}
          onClick={() => void run(write)}
        >
          {desktop === null ? t.write : t.writeSidecars}
        </button>
        <button
          type="button"
          className="button"
          disabled={isBusy || isMissing}
          onClick={() => void run(read)}
        >
          {desktop === null ? t.read : t.readSidecars}
        </button>
      </div>
      <p role="status">{result}</p>
      {problems.length > 0 && (
        <>
          <p className="error">{t.sidecarProblems(problems.length)}</p>
          <ul>
            {problems.slice(0, MOST_LISTED).map(({ name, reason }) => (
              <li key={name}>
                {name}: {t.whyFailed(reason)}
              </li>
            ))}
          </ul>
        </>
      )}
      {error !== null && (
        <p className="error" role="alert">
          {errorSentence(language, error)}
        </p>
      )}
    </div>
  );
}
