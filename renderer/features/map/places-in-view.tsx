import type { ReactNode } from 'react';
import type { MapCluster } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { clusterName } from './cluster-name.ts';

interface Props {
  readonly clusters: readonly MapCluster[];
  readonly unplaced: number;
  readonly onOpen: (cluster: MapCluster) => void;
  readonly onUnplaced: () => void;
}

/** The same as the pictures on the map, as a list with names: for the keyboard and for screen readers. */
export function PlacesInView({ clusters, unplaced, onOpen, onUnplaced }: Props): ReactNode {
  const { t, language } = useLanguage();
  return (
    <div className="map-places">
      {unplaced > 0 && (
        <button type="button" className="button map-unplaced" onClick={onUnplaced}>
          {t.photosUnplaced(unplaced)}
          <Icon name="right" />
        </button>
      )}
      <h3>{t.placesInView}</h3>
      {clusters.length === 0 && <p className="muted">{t.nothingInView}</p>}
      <ul className="plain">
        {clusters.map((cluster) => {
          const name = clusterName(cluster, t, language);
          return (
            <li key={cluster.cover}>
              <button type="button" className="map-place" onClick={() => onOpen(cluster)}>
                <span translate="no">{name}</span>
                <span className="muted">{t.photos(cluster.photos)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
