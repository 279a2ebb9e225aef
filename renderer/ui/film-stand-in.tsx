import type { ReactNode } from 'react';
import type { Hit } from '../../src/api/contract.ts';
import { clockLength } from '../i18n/clock-length.ts';
import { Icon } from './icon.tsx';

interface Props {
  readonly film: NonNullable<Hit['film']>;
}

/** What is shown of a film of which no frame was seen yet: that it is one, its name and its length. */
export function FilmStandIn({ film: { name, durationMs } }: Props): ReactNode {
  return (
    <span className="film-stand-in">
      <Icon name="film" />
      {/* In the order of the cell's label; the stylesheet puts the length below. */}
      {durationMs !== null && <span className="film-length">{clockLength(durationMs)}</span>}{' '}
      {name !== null && (
        <span className="film-name" translate="no">
          {name}
        </span>
      )}
    </span>
  );
}
