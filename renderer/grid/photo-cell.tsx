import { memo, type ReactNode } from 'react';
import type { Hit } from '../../src/api/contract.ts';
import { Icon } from '../parts/icon.tsx';

interface Props {
  readonly rank: number;
  /** Null until its page is here. */
  readonly hit: Hit | null;
  /** In its row, from 1. */
  readonly column: number;
  /** Pixels. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly source: string | null;
  readonly active: boolean;
  readonly selected: boolean;
}

/** One photo in the grid; the grid listens for it. */
export const PhotoCell = memo(function PhotoCell(props: Props): ReactNode {
  const { rank, hit, column, left, width, height, label, source, active, selected } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of photos is no table of data.
    <div
      role="gridcell"
      className="cell"
      aria-label={label}
      aria-selected={selected}
      aria-colindex={column}
      data-rank={rank}
      data-photo={hit?.photo}
      tabIndex={active ? 0 : -1}
      style={{ left, width, height }}
    >
      {source !== null && (
        <img
          key={source}
          src={source}
          alt=""
          decoding="async"
          ref={(image) => {
            // A picture from the cache is shown at once, without fading in.
            if (image?.complete === true && image.naturalWidth > 0) image.className = 'here';
          }}
          onLoad={(event) => event.currentTarget.classList.add('shown')}
          onError={(event) => event.currentTarget.classList.add('failed')}
        />
      )}
      {hit?.favourite === true && (
        <span className="cell-star">
          <Icon name="star" />
        </span>
      )}
      {/* For the pointer; the keyboard has the space bar. */}
      <span className="cell-check" data-check>
        <Icon name="check" />
      </span>
    </div>
  );
});
