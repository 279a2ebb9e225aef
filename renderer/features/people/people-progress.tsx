import type { ReactNode } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useLanguage, useStatus } from '../../client/contexts.ts';

/** How far the search for faces is. */
export function PeopleProgress({ state }: { readonly state: Output<'people.state'> }): ReactNode {
  const { t } = useLanguage();
  const done = useStatus(({ status }) =>
    status?.analysis?.analyser === 'faces' && status.phase === 'analysing' ? status.analysis.done : null,
  );
  const found = useStatus(({ status }) => status?.analysis?.found ?? 0);
  const isGrouping = useStatus(({ status }) => status?.people.isGrouping ?? false);
  return (
    <div className="people-progress">
      <p className="muted">{t.peopleFound(state.photos, state.faces)}</p>
      <p className="muted" role="status">
        {isGrouping ? t.peopleGrouping : ''}
      </p>
      {done !== null && (
        <progress aria-label={t.analysers.faces.name} value={done} max={Math.max(1, found)} />
      )}
    </div>
  );
}
