import type { ReactNode } from 'react';
import { ANALYSER_IDS } from '../../../src/domain/analyser.ts';
import { useLanguage } from '../../client/contexts.ts';
import { useIndexing } from './use-indexing.ts';

/** What else is looked for in photos, one switch an analyser. */
export function AnalyserSwitches(): ReactNode {
  const { t } = useLanguage();
  const [indexing, change] = useIndexing();
  if (indexing === null) return null;
  const { analysers } = indexing;
  return ANALYSER_IDS.map((id) => (
    <div key={id} className="analyser">
      <label className="check">
        <input
          type="checkbox"
          checked={analysers[id]}
          onChange={() => change({ ...indexing, analysers: { ...analysers, [id]: !analysers[id] } })}
        />
        {t.analysers[id].name}
      </label>
      <p className="muted">{t.analysers[id].meaning}</p>
    </div>
  ));
}
