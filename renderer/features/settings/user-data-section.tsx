import { type ReactNode, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { toBeachcombError } from '../../../src/domain/error.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { errorSentence } from '../../i18n/sentences.ts';
import { chooseFile } from './choose-file.ts';
import { saveFile } from './save-file.ts';
import { SidecarActions } from './sidecar-actions.tsx';

/** Backup and restore of user data. */
export function UserDataSection(): ReactNode {
  const { client, desktop } = useConnection();
  const { t, language } = useLanguage();
  const [result, setResult] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);

  const run = async (
    work: () => Promise<string | null>,
    sentenceOf: (thrown: unknown) => string,
  ): Promise<void> => {
    setResult(null);
    setError(null);
    try {
      setResult(await work());
    } catch (thrown) {
      setError(sentenceOf(thrown));
    }
  };
  const sentenceOfError = (thrown: unknown): string => errorSentence(language, thrown);
  /** Of a file that is read back: what is refused of it is no backup. */
  const sentenceOfFile = (thrown: unknown): string =>
    toBeachcombError(thrown).kind === 'bad-request' ? t.notABackup : sentenceOfError(thrown);
  const save = async (): Promise<string | null> => {
    if (desktop !== null) return (await desktop.saveUserData()) ? t.backupSaved : null;
    const { json } = await client('userData.export', {});
    saveFile('beachcomb-backup.json', 'application/json', json);
    return null;
  };
  const readBack = async (): Promise<string | null> => {
    if (desktop !== null) {
      const read = await desktop.readUserData();
      return read === null ? null : t.readBack(read);
    }
    const file = await chooseFile('.json,application/json');
    if (file === null) return null;
    const what: Output<'userData.import'> = await client('userData.import', { json: await file.text() });
    return t.readBack(what);
  };

  return (
    <>
      <h3>{t.yourUserData}</h3>
      <p className="muted">{t.whatYouSaidPromise}</p>
      <div className="actions user-data-actions">
        <button type="button" className="button" onClick={() => void run(save, sentenceOfError)}>
          {t.saveUserData}
        </button>
        <button type="button" className="button" onClick={() => void run(readBack, sentenceOfFile)}>
          {t.restoreBackup}
        </button>
      </div>
      <p role="status">{result}</p>
      {error !== null && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      <details className="sidecars">
        <summary>{t.sidecars}</summary>
        <SidecarActions />
      </details>
    </>
  );
}
