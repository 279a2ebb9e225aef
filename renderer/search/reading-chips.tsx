import type { ReactNode } from 'react';
import type { Reading } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';
import { Icon, type IconName } from '../parts/icon.tsx';

const ICONS: Readonly<Record<Reading['as'], IconName>> = {
  label: 'picture',
  date: 'calendar',
  filter: 'tag',
  text: 'folder',
  nothing: 'warning',
};

interface Props {
  readonly readings: readonly Reading[];
  readonly onRemove: (reading: Reading) => void;
}

/** How the search text was read, part by part. */
export function ReadingChips({ readings, onRemove }: Props): ReactNode {
  const { t } = useApp();
  return (
    <ul className="chips" aria-label={t.readAs}>
      {readings.map((reading) => (
        <Chip key={`${reading.start} ${reading.text}`} reading={reading} onRemove={() => onRemove(reading)} />
      ))}
    </ul>
  );
}

function Chip({
  reading,
  onRemove,
}: {
  readonly reading: Reading;
  readonly onRemove: () => void;
}): ReactNode {
  const { t, language } = useApp();
  const meaning = reading.as === 'nothing' ? t.knownByNothing : reading.meaning[language];
  const isSame = meaning.toLowerCase() === reading.text.toLowerCase();
  const failed = reading.photos === 0 && !reading.negated;
  return (
    <li className={`chip${reading.negated ? ' negated' : ''}${failed ? ' failed' : ''}`}>
      <Icon name={failed ? 'warning' : ICONS[reading.as]} />
      <span className="chip-text">
        {reading.negated && <span className="chip-not">{t.not} </span>}
        <b>{reading.text}</b>
        {!isSame && meaning !== '' && <span className="chip-meaning"> {t.arrow(meaning)}</span>}
        {reading.ambiguous.length > 1 && (
          <span className="chip-meaning" title={reading.ambiguous.join(', ')}>
            {' '}
            · {t.meanings(reading.ambiguous.length)}
          </span>
        )}
      </span>
      <span className="chip-count" title={t.photos(reading.photos)}>
        {t.number(reading.photos)}
      </span>
      <button
        type="button"
        aria-label={t.removeFromSearch(reading.text)}
        title={t.removeFromSearch(reading.text)}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
