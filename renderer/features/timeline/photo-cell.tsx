import { type CSSProperties, memo, type ReactNode } from 'react';
import type { Hit } from '../../../src/api/contract.ts';
import { clockLength } from '../../i18n/clock-length.ts';
import { FilmStandIn } from '../../ui/film-stand-in.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';
import { LiveCell } from './live-cell.tsx';

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
  /** Address of the film of a live photo; null for another one. */
  readonly motion: string | null;
  readonly active: boolean;
  readonly selected: boolean;
}

/** The photo's own colour, until it is here. */
const standIn = (colour: number | null): CSSProperties | null =>
  colour === null ? null : { backgroundColor: `#${colour.toString(16).padStart(6, '0')}` };

/** A film of which no frame was seen yet has no colour either. */
const isWithoutPoster = (hit: Hit | null): boolean => hit?.film != null && hit.colour === null;

const cellClass = (hit: Hit | null): string =>
  ['cell', hit?.missing === true && 'missing', hit?.hidden === true && 'put-away']
    .filter((name) => name !== false)
    .join(' ');

/** One photo in the grid; the grid listens for it. */
export const PhotoCell = memo(function PhotoCell(props: Props): ReactNode {
  const { rank, hit, column, left, width, height, label, source, motion, active, selected } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of photos is no table of data.
    <div
      role="gridcell"
      className={cellClass(hit)}
      aria-label={label}
      aria-selected={selected}
      aria-colindex={column}
      data-rank={rank}
      data-photo={hit?.photo}
      tabIndex={active ? 0 : -1}
      style={{ left, width, height, ...(hit === null || selected ? null : standIn(hit.colour)) }}
    >
      {source !== null && !isWithoutPoster(hit) && (
        <SteadyPicture
          src={source}
          alt=""
          decoding="async"
          ref={(image) => {
            // A picture from the cache is shown at once, without fading in.
            if (image?.complete === true && image.naturalWidth > 0) image.classList.add('here');
          }}
          // While the view moves, a picture comes in at once: to fade costs more than it gives.
          onLoad={({ currentTarget: image }) =>
            image.classList.add(image.closest('.moving') === null ? 'shown' : 'here')
          }
        />
      )}
      {hit?.film != null && isWithoutPoster(hit) && <FilmStandIn film={hit.film} />}
      {hit?.film != null && !isWithoutPoster(hit) && (
        <span className="cell-film">
          <Icon name="play" />
          {hit.film.durationMs !== null && clockLength(hit.film.durationMs)}
        </span>
      )}
      {motion !== null && <LiveCell source={motion} />}
      {hit?.favourite === true && (
        <span className="cell-star">
          <Icon name="star" />
        </span>
      )}
      {hit?.hidden === true && (
        <span className="cell-hidden">
          <Icon name="hide" />
        </span>
      )}
      {hit?.missing === true && (
        <span className="cell-missing">
          <Icon name="warning" />
        </span>
      )}
      {/* For the pointer; the keyboard has the space bar. */}
      <span className="cell-check" data-check>
        <Icon name="check" />
      </span>
    </div>
  );
});
