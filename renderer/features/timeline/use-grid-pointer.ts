import { type DragEvent, type MouseEvent, type PointerEvent, useRef } from 'react';
import { useConnection } from '../../client/contexts.ts';
import { gridTarget } from '../actions/grid-target.ts';
import type { ActionMenu } from '../actions/use-action-menu.tsx';
import { hitAt, type PagedResult } from '../search/search-session.ts';
import type { GridSelection } from '../selection/use-selection.ts';
import { type OnReorder, useGridReorder } from './use-grid-reorder.ts';

interface Options {
  readonly result: PagedResult;
  readonly active: number;
  readonly selection: GridSelection;
  readonly onActive: (rank: number) => void;
  readonly onOpen: (rank: number) => void;
  readonly onMenu: ActionMenu['openAt'];
  /** Photos are dragged to elsewhere in the window, not out of it. */
  readonly onDrag?: ((event: DragEvent, photos: readonly number[]) => void) | undefined;
  /** Where the grid has an order by hand; else null. */
  readonly onReorder: OnReorder | null;
}

const rankAt = ({ target }: MouseEvent): number | null => {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-rank]') : null;
  return cell?.dataset['rank'] === undefined ? null : Number(cell.dataset['rank']);
};
const isOnCheck = ({ target }: MouseEvent): boolean =>
  target instanceof Element && target.closest('[data-check]') !== null;

/** The photo that a drag begins on, first; with one of the chosen, all of them go. */
function draggedPhotos(
  result: PagedResult,
  { photos }: GridSelection,
  rank: number | null,
): [number, ...number[]] | null {
  const photo = rank === null ? undefined : hitAt(result, rank)?.photo;
  if (photo === undefined) return null;
  return [photo, ...(photos.has(photo) ? [...photos].filter((one) => one !== photo) : [])];
}

/**
 * What the pointer does in the grid: opens, chooses one by one or by sweeping, opens the menu of a photo and drags photos
 * out of the window.
 */
export function useGridPointer(options: Options) {
  const { result, active, selection, onActive, onOpen, onMenu, onReorder, onDrag } = options;
  const { desktop } = useConnection();
  const reorder = useGridReorder(result, onReorder);
  /** Where the pointer went down on a check mark, and whether it has left that photo since. */
  const sweep = useRef<{ readonly rank: number; moved: boolean } | null>(null);
  return {
    onPointerDown: (event: PointerEvent): void => {
      const isMouse = event.pointerType === 'mouse' && event.button === 0;
      const rank = isMouse && isOnCheck(event) ? rankAt(event) : null;
      sweep.current = rank === null || event.shiftKey ? null : { rank, moved: false };
    },
    onPointerMove: (event: PointerEvent): void => {
      const start = sweep.current;
      if (start === null || event.buttons !== 1) return;
      const rank = rankAt(event);
      if (rank === null || (rank === start.rank && !start.moved)) return;
      start.moved = true;
      selection.sweep(start.rank, rank);
    },
    onClick: (event: MouseEvent): void => {
      const wasSweep = sweep.current?.moved === true;
      sweep.current = null;
      const rank = rankAt(event);
      if (wasSweep || rank === null) return;
      const chooses = selection.photos.size > 0 || isOnCheck(event) || event.ctrlKey || event.metaKey;
      if (event.shiftKey) selection.extend(active, rank);
      else if (chooses) selection.toggle(rank);
      else onOpen(rank);
    },
    // By the right button, or a long press of a finger.
    onContextMenu: (event: MouseEvent): void => {
      const rank = rankAt(event);
      const photo = rank === null ? undefined : hitAt(result, rank)?.photo;
      if (rank === null || photo === undefined || !(event.target instanceof Element)) return;
      const cell = event.target.closest<HTMLElement>('[data-rank]') ?? event.target;
      // One of the chosen stands for all of them.
      const target = gridTarget(result, selection.photos.has(photo) ? [...selection.photos] : [photo]);
      if (target === null) return;
      onActive(rank);
      if (cell instanceof HTMLElement) cell.focus({ preventScroll: true });
      onMenu(event, cell, target);
    },
    onDragStart: (event: DragEvent): void => {
      const all = draggedPhotos(result, selection, rankAt(event));
      if (all === null) return;
      if (onDrag !== undefined) {
        onDrag(event, all);
        return;
      }
      reorder.begin(all);
      if (desktop === null) return;
      event.preventDefault();
      desktop.startDrag(all);
    },
    ...reorder.handlers,
  };
}
