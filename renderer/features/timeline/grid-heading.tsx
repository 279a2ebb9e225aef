import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import type { PagedResult } from '../search/search-session.ts';
import type { HeadingRow } from './lay-out-grid.ts';
import { possibleHeading } from './possible-heading.ts';

interface Props {
  readonly row: HeadingRow;
  readonly result: PagedResult;
  /** From 1. */
  readonly index: number;
  /** Pixels. */
  readonly top: number;
}

/** A heading row: a time, or the less likely photos. */
export function GridHeading({ row: { heading, height }, result, index, top }: Props): ReactNode {
  const { t } = useLanguage();
  const isSentence = heading.kind === 'possible' && result.likely === 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its cells take the focus.
    <div
      role="row"
      className={`heading ${heading.kind}${isSentence ? ' sentence' : ''}`}
      aria-rowindex={index}
      style={{ top, height }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: read with its rows. */}
      <div role="rowheader">
        <h2>{heading.kind === 'possible' ? possibleHeading(result, t) : t.month(heading.time)}</h2>
        {heading.kind === 'possible' && <span>{t.photos(result.possible)}</span>}
      </div>
    </div>
  );
}
