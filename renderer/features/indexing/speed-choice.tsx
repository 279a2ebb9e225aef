import type { ReactNode } from 'react';
import { INDEX_MODES, WAITS_FOR_POWER } from '../../../src/domain/index-mode.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Choice } from '../../ui/choice.tsx';
import { useIndexing } from './use-indexing.ts';

/** How much of the computer looking at photos may take. */
export function SpeedChoice(): ReactNode {
  const { t } = useLanguage();
  const [indexing, change] = useIndexing();
  if (indexing === null) return null;
  const { mode, pauseOnBattery } = indexing;
  return (
    <div className="speed">
      <Choice
        label={t.speed}
        value={mode}
        options={INDEX_MODES.map((one) => [one, t.speeds[one].name] as const)}
        onChoose={(wanted) => change({ ...indexing, mode: wanted })}
      />
      <p className="muted">{t.speeds[mode].meaning}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={pauseOnBattery && WAITS_FOR_POWER[mode]}
          disabled={!WAITS_FOR_POWER[mode]}
          onChange={() => change({ ...indexing, pauseOnBattery: !pauseOnBattery })}
        />
        {t.pauseOnBattery}
      </label>
    </div>
  );
}
