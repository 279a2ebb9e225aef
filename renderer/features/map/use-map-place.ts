import { useEffect, useEffectEvent, useRef } from 'react';
import { locationOf, mapPointOf } from '../../../src/domain/mercator.ts';
import { type MapItem, printMapItem, readMapItem } from './map-item.ts';
import type { MapView } from './map-view.ts';

interface Options {
  /** What the address holds. */
  readonly item: string | null;
  readonly view: MapView | null;
  readonly text: string;
  readonly list: MapItem['list'];
  readonly onMove: (item: string) => void;
  readonly set: (view: MapView) => void;
}

/** Milliseconds that the map rests before its address is written. */
const RESTS_MS = 250;

/** What the address holds for a view. */
export function itemOfView(view: MapView, list: MapItem['list'], text: string): string {
  const { latitude, longitude } = locationOf(view);
  return printMapItem({ latitude, longitude, zoom: view.zoom, list, text });
}

/** Keeps the address where the map is; what Back, Forward or a hand writes there moves the map. */
export function useMapPlace({ item, view, text, list, onMove, set }: Options): void {
  const written = useRef(item);
  const next = view === null ? null : itemOfView(view, list, text);
  const write = useEffectEvent((moved: string): void => {
    if (moved === written.current) return;
    written.current = moved;
    onMove(moved);
  });
  useEffect(() => {
    if (next === null) return;
    const timer = setTimeout(write, RESTS_MS, next);
    return () => clearTimeout(timer);
  }, [next]);
  const follow = useEffectEvent((to: string | null): void => {
    if (to === written.current) return;
    written.current = to;
    const read = to === null ? null : readMapItem(to);
    if (read !== null) set({ ...mapPointOf(read), zoom: read.zoom });
  });
  useEffect(() => follow(item), [item]);
}
