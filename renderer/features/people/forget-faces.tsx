import { type ReactNode, useState } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { Question } from '../../ui/question.tsx';

/**
 * Deletes all faces, with or without what the user stated of people, after a confirmation.
 * @param isOn faces are looked for; else there are only names to delete
 */
export function ForgetFaces({ isOn }: { readonly isOn: boolean }): ReactNode {
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
        {isOn ? t.forgetFaces : t.forgetOnlyNames}
      </button>
    );
  return (
    <Question
      question={isOn ? t.forgetFacesQuestion : t.forgetNamesQuestion}
      keep={t.cancel}
      onKeep={() => setAsking(false)}
    >
      {isOn && (
        <button type="button" className="button danger" onClick={() => forget(false)}>
          {t.forgetKeepNames}
        </button>
      )}
      <button type="button" className="button danger" onClick={() => forget(true)}>
        {isOn ? t.forgetNames : t.deleteNames}
      </button>
    </Question>
  );
}
