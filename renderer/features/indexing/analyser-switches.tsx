import type { ReactNode } from 'react';
import { SWITCHED_ANALYSER_IDS } from '../../../src/domain/analyser.ts';
import { useLanguage } from '../../client/contexts.ts';
import { useIndexing } from './use-indexing.ts';

/** Whether videos are looked into, and what else is looked for in photos, one switch an analyser. */
export function AnalyserSwitches(): ReactNode {
  const { t } = useLanguage();
  const [indexing, change] = useIndexing();
  if (indexing === null) return null;
  const { analysers, filmFrames } = indexing;
  return (
    <>
      <Switch
        name={t.filmFrames}
        meaning={t.filmFramesMeaning}
        isOn={filmFrames}
        onChange={() => change({ ...indexing, filmFrames: !filmFrames })}
      />
      {SWITCHED_ANALYSER_IDS.map((id) => (
        <Switch
          key={id}
          {...t.analysers[id]}
          isOn={analysers[id]}
          onChange={() => change({ ...indexing, analysers: { ...analysers, [id]: !analysers[id] } })}
        />
      ))}
    </>
  );
}

interface SwitchProps {
  readonly name: string;
  readonly meaning: string;
  readonly isOn: boolean;
  readonly onChange: () => void;
}

function Switch({ name, meaning, isOn, onChange }: SwitchProps): ReactNode {
  return (
    <div className="analyser">
      <label className="check">
        <input type="checkbox" checked={isOn} onChange={onChange} />
        {name}
      </label>
      <p className="muted">{meaning}</p>
    </div>
  );
}
