import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useApp } from '../../client/app-context.ts';
import { useQueryLabels } from '../labels/use-query-labels.ts';
import { type Answer, hitAt, PAGE_SIZE, searchedText } from '../search/search-session.ts';
import { SelectionBar } from '../selection/selection-bar.tsx';
import { usePhotoActions } from '../selection/use-photo-actions.tsx';
import { useSelection } from '../selection/use-selection.ts';
import { GridRow } from './grid-row.tsx';
import {
  type GridLayout,
  type HeadingRow,
  layOutGrid,
  rankAcross,
  rowOfRank,
  sectionAcross,
  wholeBlocks,
} from './lay-out-grid.ts';
import { possibleHeading } from './possible-heading.ts';
import { Timeline } from './timeline.tsx';
import { useAnchor } from './use-anchor.ts';
import { useExtent } from './use-extent.ts';
import { useLongScroll } from './use-long-scroll.ts';
import { useWheelZoom } from './use-wheel-zoom.ts';
import type { Zoom } from './use-zoom.ts';

const GAP = 4;
/** Rows that are there above and below the view, and rows beyond them whose photos are asked for. */
const [OVERSCAN, AHEAD] = [3, 8];
/** The timeline is worth its place where the grid is so many times as high as the view. */
const LONG = 2.5;
/** What is flown past is not shown; so long, milliseconds, without a move is no flight any more. */
const FLIGHT_ENDS = 120;
const NOTHING: ReadonlySet<number> = new Set();

interface Props {
  readonly answer: Answer;
  /** The rank that the keyboard is at. */
  readonly active: number;
  readonly onActive: (rank: number) => void;
  readonly onOpen: (rank: number) => void;
  readonly onView: (from: number, to: number, active: number) => void;
  /** Grows when the keyboard shall come to the active photo. */
  readonly focusTurn: number;
  /** Grows when all photos shall be chosen. */
  readonly selectTurn: number;
  readonly zoom: Zoom;
}

/** All hits in justified rows, of which only those in sight exist. */
export function PhotoGrid(props: Props): ReactNode {
  const { answer, active, onActive, onOpen, onView, focusTurn, selectTurn, zoom } = props;
  const { t, desktop } = useApp();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useExtent(scroller, 'clientWidth');
  const viewHeight = useExtent(scroller, 'clientHeight');
  const total = answer.likely + answer.possible;
  const selection = useSelection(answer);
  const isSelecting = selection.photos.size > 0;
  const activePhoto = hitAt(answer, active)?.photo;
  const chosen = useMemo(
    () => (isSelecting ? [...selection.photos] : activePhoto === undefined ? [] : [activePhoto]),
    [isSelecting, selection.photos, activePhoto],
  );
  const actions = usePhotoActions(answer, chosen, selection.clear);
  const asked = useQueryLabels(answer.interpretations);
  const hasTimeline = answer.months.length > 1;
  const inner = Math.max(0, width - (width < 700 ? 20 : 40));

  const before = useRef<GridLayout | null>(null);
  const layout = useMemo(
    () =>
      layOutGrid(
        {
          query: `${answer.sort} ${searchedText(answer)}`,
          total,
          likely: answer.likely,
          months: answer.months,
          pageSize: PAGE_SIZE,
          pages: answer.pages,
        },
        { width: inner, height: zoom.height, gap: GAP },
        before.current,
      ),
    [answer, total, inner, zoom.height],
  );
  useEffect(() => {
    before.current = layout;
  }, [layout]);
  const { rows, sections } = layout;
  const activeRow = rowOfRank(rows, active);

  const [scroll, getWhole] = useLongScroll(scroller);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: getWhole,
    observeElementRect: (_, onRect) => {
      const view = scroller.current;
      if (view === null) return;
      const measure = (): void => onRect({ width: view.clientWidth, height: view.clientHeight });
      measure();
      const observer = new ResizeObserver(measure);
      observer.observe(view);
      return () => observer.disconnect();
    },
    estimateSize: (index) => rows[index]?.height ?? 0,
    // A new function for new rows: that is what makes it measure again.
    // biome-ignore lint/correctness/useExhaustiveDependencies: `rows` says when.
    getItemKey: useCallback((index: number) => index, [rows]),
    gap: GAP,
    overscan: OVERSCAN,
    // The last row comes out from under the bar.
    paddingEnd: isSelecting ? 88 : 24,
    // The row that the keyboard is in stays, so that the focus is never lost by scrolling.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), activeRow])].sort((a, b) => a - b),
  });
  const items = virtualizer.getVirtualItems().filter(({ index }) => index < rows.length);

  const fullHeight = virtualizer.getTotalSize();
  const height = scroll.laidOut(fullHeight);
  useLayoutEffect(() => scroll.measure(scroller.current, fullHeight), [scroll, fullHeight]);
  // What comes from there is rendered before anything is painted.
  const shift = useSyncExternalStore(scroll.subscribe, scroll.shift);
  /** Where a row is laid out; one that is kept, far away, just out of sight. */
  const placeOf = (start: number, rowHeight: number): number =>
    Math.min(height - rowHeight, Math.max(-2 * rowHeight, start - shift));
  useAnchor(scroller, scroll, virtualizer, answer, rows);

  /** While the view flies along the timeline, nothing is fetched for what is passed. */
  const [isFlying, setFlying] = useState(false);
  const flight = useRef<ReturnType<typeof setTimeout>>(undefined);
  const fly = (): void => {
    setFlying(true);
    clearTimeout(flight.current);
    flight.current = setTimeout(() => setFlying(false), FLIGHT_ENDS);
  };

  // Tell which ranks are in sight or soon will be, so that their pages are fetched.
  const range = virtualizer.range;
  const from = rows[Math.max(0, (range?.startIndex ?? 0) - AHEAD)]?.first ?? 0;
  const to = Math.max(from, (rows[(range?.endIndex ?? 0) + AHEAD]?.first ?? total) - 1);
  const [first, last] = wholeBlocks(layout, from, to);
  useEffect(() => {
    if (!isFlying) onView(first, last, active);
  }, [onView, first, last, active, isFlying]);

  const starts = useMemo(
    () =>
      sections.map(
        ({ first, headings }) =>
          (virtualizer.measurementsCache[rowOfRank(rows, first) - headings.length]?.start ?? 0) / fullHeight,
      ),
    [virtualizer, sections, rows, fullHeight],
  );
  const showsTimeline = hasTimeline && fullHeight > LONG * viewHeight;
  useWheelZoom(scroller, zoom);

  const wantsFocus = useRef(false);
  const go = (rank: number): void => {
    const next = Math.min(total - 1, Math.max(0, rank));
    wantsFocus.current = true;
    const row = rowOfRank(rows, next);
    // Upwards, the heading comes along.
    const isUnderHeading = next <= active && rows[row - 1]?.kind === 'heading';
    virtualizer.scrollToIndex(isUnderHeading ? row - 1 : row, { align: 'auto' });
    onActive(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it is asked for.
  useEffect(() => {
    if (focusTurn > 0) go(active);
  }, [focusTurn]);
  const selectedTurn = useRef(selectTurn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it is asked for.
  useEffect(() => {
    if (selectedTurn.current === selectTurn) return;
    selectedTurn.current = selectTurn;
    selection.all();
  }, [selectTurn]);
  // A photo that is no hit any more takes the focus along: it goes on at the one in its place.
  const lastFocus = useRef<Element | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another answer takes a photo away.
  useEffect(() => {
    if (lastFocus.current?.isConnected === false && document.activeElement === document.body) go(active);
  }, [answer]);
  useEffect(() => {
    if (!wantsFocus.current) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-rank="${active}"]`);
    if (cell === null || cell === undefined) return;
    wantsFocus.current = false;
    cell.focus({ preventScroll: true });
  });

  /** Where a key leads from the active photo, or null. */
  const rankFor = (key: string, isFar: boolean): number | null => {
    const row = rows[activeRow];
    const rowEnd = row?.kind === 'photos' ? row.first + row.count - 1 : active;
    const screen = Math.max(1, Math.floor(viewHeight / zoom.height) - 1);
    const across = (direction: -1 | 1, times = 1): number =>
      Array.from({ length: times }).reduce<number>((rank) => rankAcross(layout, rank, direction), active);
    switch (key) {
      case 'ArrowLeft':
        return active - 1;
      case 'ArrowRight':
        return active + 1;
      case 'ArrowUp':
        return isFar ? sectionAcross(sections, active, -1) : across(-1);
      case 'ArrowDown':
        return isFar ? sectionAcross(sections, active, 1) : across(1);
      case 'PageUp':
        return across(-1, screen);
      case 'PageDown':
        return across(1, screen);
      case 'Home':
        return isFar ? 0 : (row?.first ?? 0);
      case 'End':
        return isFar ? total - 1 : rowEnd;
      default:
        return null;
    }
  };
  const doKey = (key: string): boolean => {
    const [label] = asked;
    if (key === 'f') actions.favourite();
    else if (key === 'b') actions.putIntoAlbum();
    else if (key === 'l') actions.addLabel();
    else if (key === 'e') actions.copyInto();
    else if (key === '+' || key === '=') zoom.larger?.();
    else if (key === '-') zoom.smaller?.();
    else if (key === '0') zoom.reset();
    else if ((key === 'y' || key === 'n') && label !== undefined) actions.say(label, key === 'y');
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const { key, shiftKey } = event;
    const isControl = event.ctrlKey || event.metaKey;
    const next = rankFor(key, isControl);
    if (next !== null) {
      const to = Math.min(total - 1, Math.max(0, next));
      if (shiftKey) selection.extend(active, to);
      go(to);
    } else if (isControl) {
      if (key !== 'a' || shiftKey) return;
      selection.all();
    } else if (key === ' ') {
      if (shiftKey) selection.extend(active, active);
      else selection.toggle(active);
    } else if (key === 'Escape' && isSelecting) selection.clear();
    else if (key === 'Enter' && !shiftKey) onOpen(active);
    else if (!doKey(key)) return;
    event.preventDefault();
  };
  /** Where the pointer went down on a check mark, and whether it has left that photo since. */
  const sweep = useRef<{ readonly rank: number; moved: boolean } | null>(null);
  const onPointerMove = (event: PointerEvent): void => {
    const start = sweep.current;
    if (start === null || event.buttons !== 1) return;
    const rank = rankAt(event);
    if (rank === null || (rank === start.rank && !start.moved)) return;
    start.moved = true;
    selection.sweep(start.rank, rank);
  };
  const onClick = (event: MouseEvent): void => {
    const wasSweep = sweep.current?.moved === true;
    sweep.current = null;
    const rank = rankAt(event);
    if (wasSweep || rank === null) return;
    const onCheck = event.target instanceof Element && event.target.closest('[data-check]') !== null;
    if (event.shiftKey) selection.extend(active, rank);
    else if (isSelecting || onCheck || event.ctrlKey || event.metaKey) selection.toggle(rank);
    else onOpen(rank);
  };
  const rankAt = (event: MouseEvent): number | null => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-rank]') : null;
    return cell?.dataset['rank'] === undefined ? null : Number(cell.dataset['rank']);
  };

  const heading = (row: HeadingRow, index: number, start: number): ReactNode => (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its cells take the focus.
    <div
      key={row.heading.kind === 'time' ? `time ${row.heading.time} ${row.first}` : 'possible'}
      role="row"
      className={`heading ${row.heading.kind}${row.heading.kind === 'possible' && answer.likely === 0 ? ' sentence' : ''}`}
      aria-rowindex={index + 1}
      style={{ top: placeOf(start, row.height), height: row.height }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: read with its rows. */}
      <div role="rowheader">
        <h2>{row.heading.kind === 'possible' ? possibleHeading(answer, t) : t.month(row.heading.time)}</h2>
        {row.heading.kind === 'possible' && <span>{t.photos(answer.possible)}</span>}
      </div>
    </div>
  );

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
          onClick={onClick}
          onPointerDown={(event) => {
            const onCheck = event.target instanceof Element && event.target.closest('[data-check]') !== null;
            const rank =
              onCheck && event.pointerType === 'mouse' && event.button === 0 ? rankAt(event) : null;
            sweep.current = rank === null || event.shiftKey ? null : { rank, moved: false };
          }}
          onPointerMove={onPointerMove}
          onFocus={(event) => {
            lastFocus.current = event.target;
            const rank = event.target.dataset['rank'];
            if (rank !== undefined && Number(rank) !== active) onActive(Number(rank));
          }}
          onBlur={({ relatedTarget }) => {
            // Whoever went elsewhere is not fetched back.
            if (relatedTarget !== null) lastFocus.current = null;
          }}
          onDragStart={(event) => {
            const rank = rankAt(event);
            const hit = rank === null ? null : hitAt(answer, rank);
            if (desktop === null || hit === null) return;
            event.preventDefault();
            // With one of the chosen, all of them go.
            const { photos } = selection;
            desktop.startDrag(
              photos.has(hit.photo)
                ? [hit.photo, ...[...photos].filter((one) => one !== hit.photo)]
                : [hit.photo],
            );
          }}
          tabIndex={-1}
        >
          {items.map(({ index, start }) => {
            const row = rows[index];
            if (row?.kind === 'heading') return heading(row, index, start);
            if (row === undefined) return null;
            return (
              <GridRow
                // A row goes along with its photos.
                key={hitAt(answer, row.first)?.photo ?? `rank ${row.first}`}
                row={row}
                index={index + 1}
                top={placeOf(start, row.height)}
                gap={GAP}
                total={total}
                pages={answer.pages}
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
      {isSelecting && (
        <SelectionBar
          count={selection.photos.size}
          asked={asked}
          actions={actions}
          onClear={() => {
            selection.clear();
            go(active);
          }}
        />
      )}
      {actions.dialog}
    </>
  );
}
