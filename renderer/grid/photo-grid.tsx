import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import type { Hit } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';
import { useAskedLabels } from '../said/use-asked-labels.ts';
import { type Answer, hitAt, PAGE_SIZE } from '../search/search-session.ts';
import { SelectionBar } from '../selection/selection-bar.tsx';
import { usePhotoDeeds } from '../selection/use-photo-deeds.tsx';
import { useSelection } from '../selection/use-selection.ts';
import { layOutGrid, rankAcross, rowOfRank } from './lay-out-grid.ts';
import { PhotoCell } from './photo-cell.tsx';
import { useAnchor } from './use-anchor.ts';
import { useWidth } from './use-width.ts';

const GAP = 4;
const rowHeightFor = (width: number): number =>
  width < 500 ? 118 : width < 900 ? 164 : width < 1800 ? 204 : 240;

interface Props {
  readonly answer: Answer;
  /** The rank that the keyboard is at. */
  readonly active: number;
  readonly onActive: (rank: number) => void;
  readonly onOpen: (rank: number) => void;
  readonly onView: (from: number, to: number) => void;
  /** Grows when the keyboard shall come to the active photo. */
  readonly focusTurn: number;
}

/** All hits in justified rows, of which only those in sight exist. */
export function PhotoGrid({ answer, active, onActive, onOpen, onView, focusTurn }: Props): ReactNode {
  const { t, picture, desktop } = useApp();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const total = answer.likely + answer.possible;
  const selection = useSelection(answer);
  const isSelecting = selection.photos.size > 0;
  const activePhoto = hitAt(answer, active)?.photo;
  const chosen = useMemo(
    () => (isSelecting ? [...selection.photos] : activePhoto === undefined ? [] : [activePhoto]),
    [isSelecting, selection.photos, activePhoto],
  );
  const deeds = usePhotoDeeds(answer, chosen, selection.clear);
  const asked = useAskedLabels(answer.readings);
  const inner = Math.max(0, width - 2 * (width < 500 ? 8 : 20));

  const rows = useMemo(
    () =>
      inner === 0
        ? []
        : layOutGrid(
            {
              total,
              likely: answer.possible > 0 ? answer.likely : total,
              pageSize: PAGE_SIZE,
              pages: answer.pages,
              byTime: answer.text.trim() === '',
            },
            { width: inner, height: rowHeightFor(width), gap: GAP },
          ),
    [answer, total, inner, width],
  );
  const activeRow = rowOfRank(rows, active);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rows[index]?.height ?? 0,
    // A new function for new rows: that is what makes it measure again.
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    gap: GAP,
    overscan: 3,
    // The last row comes out from under the bar.
    paddingEnd: isSelecting ? 88 : 24,
    // The row that the keyboard is in stays, so that the focus is never lost by scrolling.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), activeRow])].sort((a, b) => a - b),
  });
  const items = virtualizer.getVirtualItems().filter(({ index }) => index < rows.length);

  useAnchor(scroller, virtualizer, answer, rows);

  // Tell which ranks are in sight, so that their pages are fetched.
  const range = virtualizer.range;
  const from = rows[range?.startIndex ?? 0]?.first ?? 0;
  const to = Math.max(from, (rows[(range?.endIndex ?? 0) + 4]?.first ?? total) - 1);
  useEffect(() => onView(from, to), [onView, from, to]);

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
  const rankFor = (key: string, toEnds: boolean): number | null => {
    const row = rows[activeRow];
    const inRow = row?.kind === 'photos' ? row.cells : [];
    const screen = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightFor(width)) - 1);
    const across = (direction: -1 | 1, times = 1): number =>
      Array.from({ length: times }).reduce<number>((rank) => rankAcross(rows, rank, direction), active);
    switch (key) {
      case 'ArrowLeft':
        return active - 1;
      case 'ArrowRight':
        return active + 1;
      case 'ArrowUp':
        return across(-1);
      case 'ArrowDown':
        return across(1);
      case 'PageUp':
        return across(-1, screen);
      case 'PageDown':
        return across(1, screen);
      case 'Home':
        return toEnds ? 0 : (inRow.at(0)?.rank ?? 0);
      case 'End':
        return toEnds ? total - 1 : (inRow.at(-1)?.rank ?? active);
      default:
        return null;
    }
  };
  const doKey = (key: string): boolean => {
    const [label] = asked;
    if (key === 'f') deeds.favourite();
    else if (key === 'b') deeds.putIntoAlbum();
    else if (key === 'l') deeds.addLabel();
    else if ((key === 'y' || key === 'n') && label !== undefined) deeds.say(label, key === 'y');
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

  const labelOf = (hit: Hit | null, rank: number): string =>
    hit === null
      ? t.photoOf(rank + 1, total)
      : [
          t.photoOf(rank + 1, total),
          ...(hit.takenAt === null ? [] : [t.day(hit.takenAt)]),
          ...(hit.favourite ? [t.favourites] : []),
        ].join(', ');

  return (
    <>
      <div ref={scroller} className="scroller">
        {/* biome-ignore lint/a11y/useSemanticElements: a grid of photos is no table of data. */}
        <div
          role="grid"
          className={isSelecting ? 'grid selecting' : 'grid'}
          aria-multiselectable="true"
          aria-label={t.photosGrid}
          aria-rowcount={rows.length}
          style={{ height: virtualizer.getTotalSize(), width: inner }}
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
          onDragStart={(event) => {
            const rank = rankAt(event);
            const hit = rank === null ? null : hitAt(answer, rank);
            if (desktop === null || hit === null) return;
            event.preventDefault();
            desktop.startDrag(hit.photo);
          }}
          tabIndex={-1}
        >
          {items.map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its cells take the focus.
              <div
                key={row.key}
                role="row"
                className={row.kind === 'heading' ? `heading ${row.heading.kind}` : 'row'}
                aria-rowindex={index + 1}
                style={{ top: start, height: row.height }}
              >
                {row.kind === 'heading' ? (
                  // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: read with its rows.
                  <div role="rowheader">
                    <h2>{row.heading.kind === 'possible' ? t.lessLikely : t.month(row.heading.time)}</h2>
                    {row.heading.kind === 'possible' && <span>{t.photos(answer.possible)}</span>}
                  </div>
                ) : (
                  row.cells.map((cell) => (
                    <PhotoCell
                      key={cell.hit?.photo ?? `rank ${cell.rank}`}
                      cell={cell}
                      height={row.height}
                      label={labelOf(cell.hit, cell.rank)}
                      source={cell.hit === null ? null : picture('thumbnail', cell.hit.photo)}
                      active={cell.rank === active}
                      selected={cell.hit !== null && selection.photos.has(cell.hit.photo)}
                    />
                  ))
                )}
              </div>
            );
          })}
        </div>
      </div>
      {isSelecting && (
        <SelectionBar
          count={selection.photos.size}
          asked={asked}
          deeds={deeds}
          onClear={() => {
            selection.clear();
            go(active);
          }}
        />
      )}
      {deeds.dialog}
    </>
  );
}
