import { type DragEvent, useRef } from 'react';
import { hitAt, type PagedResult } from '../search/search-session.ts';

/** Where dragged photos are let go: before a photo, or at the end (null). */
export type OnReorder = (photos: readonly number[], before: number | null) => void;

interface Place {
  readonly cell: HTMLElement;
  readonly side: 'before' | 'after';
}

function placeAt({ target, clientX }: DragEvent): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-rank]') : null;
  if (cell === null) return null;
  const { left, width } = cell.getBoundingClientRect();
  return { cell, side: clientX < left + width / 2 ? 'before' : 'after' };
}

/**
 * Photos that are dragged within the grid, where it has an order by hand. A drag that the desktop app takes over comes
 * back as one of files.
 * @param onReorder null where the order is not by hand
 */
export function useGridReorder(result: PagedResult, onReorder: OnReorder | null) {
  const dragged = useRef<readonly number[]>([]);
  const marked = useRef<HTMLElement | null>(null);
  const mark = (place: Place | null): void => {
    if (marked.current !== place?.cell) delete marked.current?.dataset['drop'];
    if (place !== null) place.cell.dataset['drop'] = place.side;
    marked.current = place?.cell ?? null;
  };
  const end = (): void => {
    mark(null);
    dragged.current = [];
  };
  return {
    /** Call when photos begin to be dragged. */
    begin: (photos: readonly number[]): void => {
      dragged.current = onReorder === null ? [] : photos;
    },
    handlers: {
      onDragOver: (event: DragEvent): void => {
        if (dragged.current.length === 0) return;
        event.preventDefault();
        mark(placeAt(event));
      },
      onDragLeave: (event: DragEvent): void => {
        const isInside =
          event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
        if (!isInside) mark(null);
      },
      onDrop: (event: DragEvent): void => {
        const photos = dragged.current;
        const place = placeAt(event);
        end();
        if (photos.length === 0 || place === null || onReorder === null) return;
        event.preventDefault();
        const rank = Number(place.cell.dataset['rank']) + (place.side === 'after' ? 1 : 0);
        const before = hitAt(result, rank)?.photo ?? null;
        if (before === null && rank < result.likely + result.possible) return;
        if (before === null || !photos.includes(before)) onReorder(photos, before);
      },
      onDragEnd: end,
    },
  };
}
