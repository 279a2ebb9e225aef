import { type ReactNode, useEffect, useId, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { errorText } from '../../../src/i18n/sentences.ts';
import { useApp } from '../../client/app-context.ts';
import { errorSentence } from '../../i18n/sentences.ts';
import { PathField } from '../../ui/path-field.tsx';
import { Sheet } from '../../ui/sheet.tsx';

/** So often it is asked how far it is, milliseconds. */
const EVERY = 300;

interface Props {
  readonly photos: readonly number[];
  readonly onClose: () => void;
}

/** Copies photos into a folder: one the system's dialog asks for, or in a browser its path. */
export function CopiesSheet({ photos, onClose }: Props): ReactNode {
  const { client, desktop, t, language } = useApp();
  const [path, setPath] = useState('');
  const [labels, setLabels] = useState(true);
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  /** Null before this dialog began with anything; copies that run already are shown instead of it. */
  const [state, setState] = useState<Output<'copies.get'> | null>(null);
  const inputId = useId();
  const isWorking = state?.working === true;

  useEffect(() => {
    let isHere = true;
    client('copies.get', {}).then(
      (now) => isHere && now.working && setState(now),
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [client]);
  useEffect(() => {
    if (!isWorking) return;
    const ask = (): void =>
      void client('copies.get', {}).then((now) => {
        setState(now);
        setError(null);
      }, setError);
    const timer = setInterval(ask, EVERY);
    return () => clearInterval(timer);
  }, [client, isWorking]);

  const start = async (): Promise<void> => {
    setAsking(true);
    setError(null);
    setState(null);
    const wanted = { photos: [...photos], labels, language };
    try {
      if (desktop === null) await client('copies.start', { ...wanted, path: path.trim() });
      else if (!(await desktop.copyInto(wanted))) return;
      setState(await client('copies.get', {}));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setAsking(false);
    }
  };

  return (
    <Sheet title={t.copiesOf(photos.length)} onClose={onClose} size="small">
      <form
        className="copies"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <p className="muted">{t.copiesPromise}</p>
        <label className="check">
          <input type="checkbox" checked={labels} onChange={() => setLabels(!labels)} />
          {t.copiesWithLabels}
        </label>
        {desktop === null && <PathField id={inputId} label={t.copiesFolder} path={path} onPath={setPath} />}
        <div className="actions">
          {isWorking ? (
            <button
              type="button"
              className="button"
              onClick={() => void client('copies.stop', {}).catch(setError)}
            >
              {t.stop}
            </button>
          ) : (
            <button
              type="submit"
              className="button primary"
              disabled={isAsking || (desktop === null && path.trim() === '')}
            >
              {desktop === null ? t.copyNow : t.chooseFolder}
            </button>
          )}
        </div>
      </form>
      {state !== null && <CopiesState state={state} />}
      {error !== null && (
        <p className="error" role="alert">
          {errorSentence(language, error)}
        </p>
      )}
    </Sheet>
  );
}

/** How far it is, or what it came to. */
function CopiesState({ state }: { readonly state: Output<'copies.get'> }): ReactNode {
  const { t, language } = useApp();
  const { working, done, of, copied, failed, stopped, problems, failure } = state;
  return (
    <>
      {working && <progress aria-label={t.progress} max={of} value={done} />}
      <p role="status">
        {working ? t.copying(done, of) : stopped ? t.copiesStopped(copied, of) : t.copiedPhotos(copied)}
      </p>
      {failed > 0 && (
        <>
          <p className="error">{t.copyProblems(failed)}</p>
          <ul>
            {problems.map(({ name, problem }) => (
              <li key={name}>
                {name}: {problem}
              </li>
            ))}
          </ul>
        </>
      )}
      {failure !== null && (
        <p className="error" role="alert">
          {errorText(language, failure)}
        </p>
      )}
    </>
  );
}
