import type { ReactNode } from 'react';
import type { Reading } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';
import { Icon } from '../parts/icon.tsx';

interface Props {
  readonly readings: readonly Reading[];
  readonly onRemove: (reading: Reading) => void;
  readonly onClear: () => void;
  /** Photos are still being looked at, so that there may be hits later. */
  readonly working: boolean;
}

/** No hit is an answer too: which word failed, and what can be done. */
export function NoHits({ readings, onRemove, onClear, working }: Props): ReactNode {
  const { t } = useApp();
  const asked = readings.filter((reading) => !reading.negated);
  const failed = asked.filter((reading) => reading.photos === 0);
  const offered = failed.length > 0 ? failed : readings;
  const why = failed.length > 0 ? t.noPhotoShows(failed.map((reading) => reading.text)) : t.noPhotoShowsAll;
  return (
    <div className="empty">
      <Icon name="search" />
      <h2>{t.nothingFound}</h2>
      <p>{why}</p>
      {working && <p className="muted">{t.stillLooking}</p>}
      <div className="actions">
        {readings.length > 1 &&
          offered.map((reading) => (
            <button key={reading.start} type="button" className="button" onClick={() => onRemove(reading)}>
              {t.searchWithout(reading.text)}
            </button>
          ))}
        <button type="button" className="button" onClick={onClear}>
          {t.showAll}
        </button>
      </div>
    </div>
  );
}
