import { type ReactNode, useState } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';

/** Deletes all faces, with or without what the user said of people, after a confirmation. */
export function ForgetFaces(): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const [isAsking, setAsking] = useState(false);
  const forget = (names: boolean): void => {
    setAsking(false);
    client('people.forget', { names }).catch(report);
  };
  if (!isAsking)
    return (
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t.forgetFaces}
      </button>
    );
  return (
    <div className="question" role="alert">
      <p>{t.forgetFacesQuestion}</p>
      <div className="actions">
        <button type="button" className="button danger" onClick={() => forget(false)}>
          {t.forgetKeepNames}
        </button>
        <button type="button" className="button danger" onClick={() => forget(true)}>
          {t.forgetNames}
        </button>
        {/* biome-ignore lint/a11y/noAutofocus: the question follows from the button just pressed. */}
        <button type="button" className="button" autoFocus onClick={() => setAsking(false)}>
          {t.cancel}
        </button>
      </div>
    </div>
  );
}
