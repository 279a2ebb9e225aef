import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { errorText } from '../../../src/i18n/sentences.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { useQueryState } from '../../client/use-query.ts';
import { errorSentence } from '../../i18n/sentences.ts';
import { PathField } from '../../ui/path-field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ExportFields } from './export-fields.tsx';
import { copyOptionsOf, type ExportedPhotos, useExportOptions } from './export-options.ts';

/** Milliseconds between two requests while photos are being copied. */
const BUSY_MS = 300;

interface Props {
  readonly target: ExportedPhotos;
  readonly onClose: () => void;
}

/** Copies photos into a folder, chosen in the system's dialog or, in a browser, by its path. */
export function CopiesSheet({ target, onClose }: Props): ReactNode {
  const { photos } = target;
  const { client, desktop } = useConnection();
  const { t, language } = useLanguage();
  const [path, setPath] = useState('');
  const [options, change] = useExportOptions();
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  /** This dialog began with something; copies that run already are shown as well. */
  const [hasBegun, setBegun] = useState(false);
  const {
    data: last = null,
    error: lost,
    refetch,
  } = useQueryState(
    'copies.get',
    {},
    { isSilent: true, everyMs: (now) => (now?.working === true ? BUSY_MS : null) },
  );
  const inputId = useId();
  const form = useRef<HTMLFormElement>(null);
  // After the sheet is shown: the folder comes next, by its path, or by Enter and the dialog of the system.
  useLayoutEffect(
    () => form.current?.querySelector<HTMLElement>('[type="text"], [type="submit"]')?.focus(),
    [],
  );
  const isWorking = last?.working === true;
  const state = hasBegun || isWorking ? last : null;
  if (isWorking && !hasBegun) setBegun(true);

  const start = async (): Promise<void> => {
    setAsking(true);
    setError(null);
    setBegun(false);
    const wanted = copyOptionsOf(options, target, language);
    try {
      if (desktop === null) await client('copies.start', { ...wanted, path: path.trim() });
      else if (!(await desktop.copyInto(wanted))) return;
      await refetch();
      setBegun(true);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setAsking(false);
    }
  };

  return (
    <Sheet title={t.copiesOf(photos.length)} onClose={onClose} size="small">
      <form
        ref={form}
        className="copies"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <p className="muted">{t.copiesPromise}</p>
        <ExportFields options={options} isSeveral={photos.length > 1} onChange={change} />
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
      {(error !== null || (hasBegun && lost !== null)) && (
        <p className="error" role="alert">
          {errorSentence(language, error ?? lost)}
        </p>
      )}
    </Sheet>
  );
}

/** How far it is, or what it came to. */
function CopiesState({ state }: { readonly state: Output<'copies.get'> }): ReactNode {
  const { t, language } = useLanguage();
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
            {problems.map(({ name, reason }) => (
              <li key={name}>
                {name}: {t.whyFailed(reason)}
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
