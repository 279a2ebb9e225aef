import type { ReactNode } from 'react';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { Icon } from '../../ui/icon.tsx';
import { setSteadyLabel } from './correct-label.ts';

/** The labels whose corrections move nothing else, and how they do so again; nothing where there are none. */
export function SteadyLabels(): ReactNode {
  const { t, language } = useLanguage();
  const userData = useUserActions();
  const labels = useQuery('labels.steady', {});
  if (labels === null || labels.length === 0) return null;
  return (
    <section className="steady-labels" aria-label={t.steadyLabels}>
      <h3>{t.steadyLabels}</h3>
      <ul className="plain">
        {labels.map(({ label, name }) => (
          <li key={label}>
            <Icon name="tag" />
            <span>{name[language]}</span>
            <button
              type="button"
              className="button quiet"
              aria-label={t.moveOthersOf(name[language])}
              onClick={() => setSteadyLabel(userData, t, { label, name: name[language] }, false)}
            >
              {t.moveOthers}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
