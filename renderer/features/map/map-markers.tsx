import { memo, type ReactNode } from 'react';
import type { MapCluster } from '../../../src/api/contract.ts';
import { mapPointOf } from '../../../src/domain/mercator.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { SteadyPicture } from '../../ui/steady-picture.tsx';
import { clusterName } from './cluster-name.ts';
import { type MapSize, type MapView, pixelOf } from './map-view.ts';
import type { LabelBox } from './place-labels.ts';

/** Pixels. */
export const MARKER = 54;

interface Props {
  readonly clusters: readonly MapCluster[];
  readonly view: MapView;
  readonly size: MapSize;
  /** The photo of the cluster that is listed; null for none. */
  readonly listed: number | null;
  readonly onOpen: (cluster: MapCluster) => void;
}

/** Where the marker of a cluster is. */
export function markerBox(cluster: MapCluster, view: MapView, size: MapSize): LabelBox {
  const { left, top } = pixelOf(view, size, mapPointOf(cluster));
  return { left: left - MARKER / 2, top: top - MARKER / 2, width: MARKER, height: MARKER };
}

/** The clusters as small pictures with their numbers; the list beside the map is the same for the keyboard. */
export const MapMarkers = memo(function MapMarkers({
  clusters,
  view,
  size,
  listed,
  onOpen,
}: Props): ReactNode {
  const { picture } = useConnection();
  const { t, language } = useLanguage();
  return clusters.map((cluster) => {
    const { left, top } = markerBox(cluster, view, size);
    if (left < -MARKER || top < -MARKER || left > size.width || top > size.height) return null;
    const name = t.clusterOf(clusterName(cluster, t, language), cluster.photos);
    return (
      <button
        key={cluster.cover}
        type="button"
        data-map-control
        className={cluster.cover === listed ? 'map-marker listed' : 'map-marker'}
        // The list has the same.
        tabIndex={-1}
        aria-label={name}
        title={name}
        style={{ transform: `translate(${left}px, ${top}px)` }}
        onClick={() => onOpen(cluster)}
      >
        <SteadyPicture src={picture('thumbnail', cluster.cover, cluster.turn)} alt="" draggable={false} />
        {cluster.photos > 1 && <span className="map-count">{t.number(cluster.photos)}</span>}
      </button>
    );
  });
});
