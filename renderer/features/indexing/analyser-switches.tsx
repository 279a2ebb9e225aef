import { type ReactNode, useState } from 'react';
import { SWITCHED_ANALYSER_IDS, type SwitchedAnalyserId } from '../../../src/domain/analyser.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Question } from '../../ui/question.tsx';
import { useIndexing } from './use-indexing.ts';

/** Whether videos are looked into, and what else is looked for in photos, one switch an analyser. */
export function AnalyserSwitches(): ReactNode {
  const { t } = useLanguage();
  const [indexing, change] = useIndexing();
  /** What is found is deleted with it: that is asked first. */
  const [turningOff, setTurningOff] = useState<SwitchedAnalyserId | null>(null);
  if (indexing === null) return null;
  const { analysers, filmFrames } = indexing;
  const set = (id: SwitchedAnalyserId, isOn: boolean): void =>
    change({ ...indexing, analysers: { ...analysers, [id]: isOn } });
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
          onChange={() => (analysers[id] ? setTurningOff(id) : set(id, true))}
        >
          {turningOff === id && (
            <Question
              question={t.turnOffQuestion(t.analysers[id].name)}
              keep={t.cancel}
              onKeep={() => setTurningOff(null)}
            >
              <button
                type="button"
                className="button danger"
                onClick={() => {
                  setTurningOff(null);
                  set(id, false);
                }}
              >
                {t.turnOff}
              </button>
            </Question>
          )}
        </Switch>
      ))}
    </>
  );
}

interface SwitchProps {
  readonly name: string;
  readonly meaning: string;
  readonly isOn: boolean;
  readonly onChange: () => void;
  readonly children?: ReactNode;
}

function Switch({ name, meaning, isOn, onChange, children }: SwitchProps): ReactNode {
  return (
    <div className="analyser">
      <label className="check">
        <input type="checkbox" checked={isOn} onChange={onChange} />
        {name}
      </label>
      <p className="muted">{meaning}</p>
      {children}
    </div>
  );
}
