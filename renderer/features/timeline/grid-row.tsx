import { memo, type ReactNode } from 'react';
import type { Hit } from '../../../src/api/contract.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { clockLength } from '../../i18n/clock-length.ts';
import type { Strings } from '../../i18n/strings.ts';
import { PAGE_SIZE } from '../search/search-session.ts';
import { cellsOf, type PhotosRow } from './lay-out-grid.ts';
import { PhotoCell } from './photo-cell.tsx';

interface Props {
  readonly row: PhotosRow;
  /** From 1, headings counted. */
  readonly index: number;
  /** Pixels. */
  readonly top: number;
  readonly gap: number;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly Hit[]>;
  /** The rank that the keyboard is at, where it is in this row; else -1. */
  readonly active: number;
  readonly selected: ReadonlySet<number>;
  /** False while the view flies past. */
  readonly showsPictures: boolean;
}

/** With the text of the cell in it: the length, and the name where there is no poster. */
const filmLabel = ({ durationMs, name }: NonNullable<Hit['film']>, t: Strings): string =>
  [durationMs === null ? t.videoAlt : t.videoOfLength(clockLength(durationMs)), name ?? ''].join(' ').trim();

/** How each fact of a photo is spoken, in this order; null where it is only seen. */
const SPOKEN: Readonly<Record<keyof Hit, ((hit: Hit, t: Strings) => string | null) | null>> = {
  photo: null,
  level: null,
  score: null,
  width: null,
  height: null,
  turn: null,
  colour: null,
  takenAt: ({ takenAt }, t) => (takenAt === null ? null : t.knownDate(takenAt)),
  film: ({ film }, t) => (film === null ? null : filmLabel(film, t)),
  live: ({ live }, t) => (live ? t.livePhoto : null),
  favourite: ({ favourite }, t) => (favourite ? t.favourites : null),
  missing: ({ missing }, t) => (missing ? t.missingPhoto : null),
  hidden: ({ hidden }, t) => (hidden ? t.hiddenPhoto : null),
};

/** One row of photos; rendered again only when something in it may have changed. */
export const GridRow = memo(function GridRow(props: Props): ReactNode {
  const { row, index, top, gap, total, pages, active, selected, showsPictures } = props;
  const { picture } = useConnection();
  const { t } = useLanguage();
  const labelOf = (hit: Hit | null, rank: number): string =>
    [
      t.photoOf(rank + 1, total),
      ...Object.values(SPOKEN).flatMap((spoken) => (hit === null ? [] : (spoken?.(hit, t) ?? []))),
    ].join(', ');
  // Where photos are not in their places yet, none is shown: it would jump.
  const isGuess = typeof row.ratios === 'number';
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its cells take the focus.
    <div role="row" className="row" aria-rowindex={index} style={{ top, height: row.height }}>
      {cellsOf(row, gap).map(({ rank, left, width }, at) => {
        const hit = isGuess ? null : (pages.get(Math.floor(rank / PAGE_SIZE))?.[rank % PAGE_SIZE] ?? null);
        return (
          <PhotoCell
            key={hit?.photo ?? `rank ${rank}`}
            hit={hit}
            rank={rank}
            column={at + 1}
            left={left}
            width={width}
            height={row.height}
            label={labelOf(hit, rank)}
            source={hit === null || !showsPictures ? null : picture('thumbnail', hit.photo, hit.turn)}
            motion={hit?.live === true && showsPictures ? picture('motion', hit.photo) : null}
            active={rank === active}
            selected={hit !== null && selected.has(hit.photo)}
          />
        );
      })}
    </div>
  );
});
