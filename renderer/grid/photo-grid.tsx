import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import type { Hit } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';
import { type Answer, hitAt, PAGE_SIZE } from '../search/search-session.ts';
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
    paddingEnd: 24,
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
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.shiftKey) return;
    const next = rankFor(event.key, event.ctrlKey || event.metaKey);
    if (next !== null) go(next);
    else if (event.key === 'Enter' || event.key === ' ') onOpen(active);
    else return;
    event.preventDefault();
  };
  const rankAt = (event: MouseEvent): number | null => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-rank]') : null;
    return cell?.dataset['rank'] === undefined ? null : Number(cell.dataset['rank']);
  };

  const labelOf = (hit: Hit | null, rank: number): string =>
    hit === null
      ? t.photoOf(rank + 1, total)
      : `${t.photoOf(rank + 1, total)}${hit.takenAt === null ? '' : `, ${t.day(hit.takenAt)}`}`;

  return (
    <div ref={scroller} className="scroller">
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of photos is no table of data. */}
      <div
        role="grid"
        className="grid"
        aria-label={t.photosGrid}
        aria-rowcount={rows.length}
        style={{ height: virtualizer.getTotalSize(), width: inner }}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const rank = rankAt(event);
          if (rank !== null) onOpen(rank);
        }}
        onFocus={(event) => {
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
                  />
                ))
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
