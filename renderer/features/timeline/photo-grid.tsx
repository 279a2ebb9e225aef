import { type DragEvent, memo, type ReactNode, type Ref, useImperativeHandle, useMemo, useRef } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import type { ShownAlbum } from '../actions/action-target.ts';
import { useActionMenu } from '../actions/use-action-menu.tsx';
import { useQueryLabels } from '../labels/use-query-labels.ts';
import { hitAt, type PagedResult } from '../search/search-session.ts';
import { SelectionBar } from '../selection/selection-bar.tsx';
import { useSelection } from '../selection/use-selection.ts';
import type { GridHandle } from './grid-handle.ts';
import { GridHeading } from './grid-heading.tsx';
import type { GridLead } from './grid-lead.ts';
import { GridLeadRow } from './grid-lead-row.tsx';
import { GridRow } from './grid-row.tsx';
import { rowOfRank } from './lay-out-grid.ts';
import { Timeline } from './timeline.tsx';
import { type GridPlaces, useAnchor } from './use-anchor.ts';
import { useExtent } from './use-extent.ts';
import { useGridActions } from './use-grid-actions.ts';
import { useGridFocus } from './use-grid-focus.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridLayout } from './use-grid-layout.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { useGridRows } from './use-grid-rows.ts';
import { useNeededPages } from './use-needed-pages.ts';
import { useWheelZoom } from './use-wheel-zoom.ts';
import type { GridZoom } from './use-zoom.ts';

/** Pixels. */
const GAP = 4;
/** The timeline is worth its place where the grid is so many times as high as the view. */
const LONG = 2.5;
const NOTHING: ReadonlySet<number> = new Set();

interface Props {
  readonly result: PagedResult;
  /** The rank that the keyboard is at. */
  readonly active: number;
  readonly onActive: (rank: number) => void;
  readonly onOpen: (rank: number) => void;
  readonly onView: (from: number, to: number, active: number) => void;
  readonly onSearch: (text: string) => void;
  readonly zoom: GridZoom;
  readonly places: GridPlaces;
  /** A slideshow of photos that are no search's. */
  readonly onPlay?: (photos: readonly number[]) => void;
  /** Photos are dragged to elsewhere in the window. */
  readonly onDrag?: (event: DragEvent, photos: readonly number[]) => void;
  /** The album whose photos these are; null for none. */
  readonly album: ShownAlbum | null;
  /** Above the first photos. */
  readonly lead: GridLead | null;
  readonly ref: Ref<GridHandle>;
}

/** All hits in justified rows, of which only those in sight exist. */
export const PhotoGrid = memo(function PhotoGrid(props: Props): ReactNode {
  const { result, active, onActive, onOpen, onView, onSearch, zoom, places } = props;
  const { album, lead, onPlay, onDrag, ref } = props;
  const { t } = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useExtent(scroller, 'clientWidth');
  const viewHeight = useExtent(scroller, 'clientHeight');
  const total = result.likely + result.possible;
  const selection = useSelection(result);
  const isSelecting = selection.photos.size > 0;
  const { target, actions, onCorrect, onReorder } = useGridActions({
    result,
    active,
    selection,
    album,
    onSearch,
    onOpen,
    onPlay,
  });
  const { openAt, menu } = useActionMenu(actions);
  const queryLabels = useQueryLabels(result.interpretations);

  const inner = Math.max(0, width - (width < 700 ? 20 : 40));
  const layout = useGridLayout(result, inner, zoom.height, GAP, lead?.height ?? 0);
  const { rows, sections } = layout;
  const activeRow = rowOfRank(rows, active);
  // The last row comes out from under the bar.
  const paddingEnd = isSelecting ? 88 : 24;
  const { scroll, virtualizer, items, fullHeight, height, placeOf } = useGridRows({
    scroller,
    rows,
    gap: GAP,
    paddingEnd,
    activeRow,
  });
  useAnchor(scroller, scroll, virtualizer, result, rows, places);
  const { range } = virtualizer;
  const { isFlying, fly } = useNeededPages({ layout, total, range, active, onView });
  const starts = useMemo(
    () =>
      sections.map(
        ({ first, headings }) =>
          (virtualizer.measurementsCache[rowOfRank(rows, first) - headings.length]?.start ?? 0) / fullHeight,
      ),
    [virtualizer, sections, rows, fullHeight],
  );
  const showsTimeline = result.months.length > 1 && fullHeight > LONG * viewHeight;
  useWheelZoom(scroller, zoom);

  const { go, onFocus, onBlur } = useGridFocus({ scroller, virtualizer, rows, result, active, onActive });
  const { onKeyDown, onBarKey } = useGridKeys({
    layout,
    active,
    total,
    viewHeight,
    selection,
    actions,
    target,
    queryLabels,
    zoom,
    go,
    onOpen,
    onCorrect,
    onMenu: openAt,
  });
  const pointer = useGridPointer({
    result,
    active,
    selection,
    onActive,
    onOpen,
    onMenu: openAt,
    onDrag,
    onReorder,
  });
  useImperativeHandle(ref, () => ({ focusActive: () => go(active), selectAll: selection.all }));

  return (
    <>
      <div
        ref={scroller}
        className={`scroller${showsTimeline ? ' with-timeline' : ''}${virtualizer.isScrolling ? ' moving' : ''}`}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a grid of photos is no table of data. */}
        <div
          role="grid"
          className={isSelecting ? 'grid selecting' : 'grid'}
          aria-multiselectable="true"
          aria-label={t.photosGrid}
          aria-rowcount={rows.length}
          // Rows have as many photos as there is room for.
          aria-colcount={-1}
          style={{ height, width: inner }}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
          onBlur={onBlur}
          {...pointer}
          tabIndex={-1}
        >
          {items.map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            if (row.kind === 'lead') return lead && <GridLeadRow key="lead" lead={lead} />;
            const shared = { index: index + 1, top: placeOf(start, row.height) };
            if (row.kind === 'heading') {
              const key = row.heading.kind === 'time' ? `time ${row.heading.time} ${row.first}` : 'possible';
              return <GridHeading key={key} row={row} result={result} {...shared} />;
            }
            return (
              <GridRow
                // A row goes along with its photos.
                key={hitAt(result, row.first)?.photo ?? `rank ${row.first}`}
                row={row}
                {...shared}
                gap={GAP}
                total={total}
                pages={result.pages}
                active={index === activeRow ? active : -1}
                selected={isSelecting ? selection.photos : NOTHING}
                showsPictures={!isFlying}
              />
            );
          })}
        </div>
      </div>
      {showsTimeline && (
        <Timeline scroller={scroller} scroll={scroll} sections={sections} starts={starts} onMove={fly} />
      )}
      {isSelecting && target !== null && (
        <SelectionBar
          target={target}
          queryLabels={queryLabels}
          actions={actions}
          onCorrect={onCorrect}
          onClear={() => {
            selection.clear();
            go(active);
          }}
          onKey={onBarKey}
          onFocus={onFocus}
          onBlur={onBlur}
        />
      )}
      {menu}
      {actions.dialog}
    </>
  );
});
