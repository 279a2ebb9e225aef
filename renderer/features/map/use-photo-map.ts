import { type RefObject, useMemo } from 'react';
import type { MapCluster, Output } from '../../../src/api/contract.ts';
import { mapPointOf } from '../../../src/domain/mercator.ts';
import { useQuery } from '../../client/use-query.ts';
import { useExtent } from '../timeline/use-extent.ts';
import { type MapItem, readMapItem } from './map-item.ts';
import { MARKER, markerBox } from './map-markers.tsx';
import { areaInView, type MapSize, type MapView, viewOfArea } from './map-view.ts';
import type { LabelBox } from './place-labels.ts';
import { useMapPlace } from './use-map-place.ts';
import { type MovingView, useMapView } from './use-map-view.ts';
import { wholeTiles } from './whole-tiles.ts';

/** What is shown where no photo has a place. */
const WORLD = { south: -56, west: -180, north: 74, east: 180 };
/** A zoom that is nearer than this to the next shows the clusters of the next: markers stay apart. */
const NEXT_FROM = 0.75;
const NONE: readonly MapCluster[] = [];

export interface MapOfPhotos {
  readonly size: MapSize;
  readonly moving: MovingView;
  readonly list: MapItem['list'];
  /** The search whose photos are shown; empty for all. */
  readonly text: string;
  /** Null until it is here. */
  readonly extent: Output<'map.extent'> | null;
  /** The zoom of the clusters, a whole number. */
  readonly level: number;
  /** Those in view, the fullest first. */
  readonly clusters: readonly MapCluster[];
  /** Where their markers are. */
  readonly markers: readonly LabelBox[];
  /** The view of all photos. */
  readonly whole: () => MapView;
}

interface Options {
  readonly map: RefObject<HTMLDivElement | null>;
  readonly item: string | null;
  readonly onMove: (item: string) => void;
}

const levelOf = (zoom: number): number => Math.min(20, Math.max(0, Math.floor(zoom + 1 - NEXT_FROM)));

/** The map as its address has it, with the photos in view. */
export function usePhotoMap({ map, item, onMove }: Options): MapOfPhotos {
  const [width, height] = [useExtent(map, 'clientWidth'), useExtent(map, 'clientHeight')];
  const size = useMemo(() => ({ width, height }), [width, height]);
  const read = useMemo(() => (item === null ? null : readMapItem(item)), [item]);
  const text = read?.text ?? '';
  const list = read?.list ?? null;
  const extent = useQuery('map.extent', { text });
  const whole = (): MapView => viewOfArea(extent?.area ?? WORLD, size);
  const isReady = width > 0 && (read !== null || extent !== null);
  const first = isReady ? (read === null ? whole() : { ...mapPointOf(read), zoom: read.zoom }) : null;
  const moving = useMapView(first, size);
  const { view, set } = moving;
  useMapPlace({ item, view, text, list, onMove, set });

  const level = levelOf(view?.zoom ?? 0);
  const area = view === null ? WORLD : wholeTiles(areaInView(view, size, MARKER), view.zoom);
  const found = useQuery(
    'map.clusters',
    { text, zoom: level, area },
    { isAsked: view !== null, keeps: (before) => before.text === text },
  );
  const inView = useMemo(() => {
    if (view === null) return { clusters: NONE, markers: [] };
    const all = (found ?? NONE).map((cluster) => ({ cluster, box: markerBox(cluster, view, size) }));
    const shown = all.filter(
      ({ box: { left, top } }) =>
        left > -MARKER / 2 &&
        top > -MARKER / 2 &&
        left < size.width - MARKER / 2 &&
        top < size.height - MARKER / 2,
    );
    return { clusters: shown.map(({ cluster }) => cluster), markers: shown.map(({ box }) => box) };
  }, [found, view, size]);
  return { size, moving, list, text, extent, level, ...inView, whole };
}
