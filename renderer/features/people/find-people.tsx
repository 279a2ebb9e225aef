import type { ReactNode } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';

/** What finding people does, before it is turned on. */
export function FindPeople(): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  return (
    <section className="find-people">
      <p>{t.peopleIntro}</p>
      <p>{t.peoplePrivate}</p>
      <p>{t.peopleLimits}</p>
      <button
        type="button"
        className="button primary"
        onClick={() => void client('people.find', { on: true }).catch(report)}
      >
        {t.analysers.faces.name}
      </button>
    </section>
  );
}
