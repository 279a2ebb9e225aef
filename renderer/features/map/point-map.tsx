import { type ReactNode, useMemo, useRef } from 'react';
import { locationOf, mapPointOf } from '../../../src/domain/mercator.ts';
import type { Location } from '../../../src/domain/metadata.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { useExtent } from '../timeline/use-extent.ts';
import { MapSurface } from './map-surface.tsx';
import { pixelOf, pointAt, viewOfArea, viewOfPlace } from './map-view.ts';
import { useMapView } from './use-map-view.ts';

/** Where a chosen city or a photo near in time is shown. */
const PLACE_ZOOM = 9;
const WORLD = { south: -50, west: -180, north: 70, east: 180 };

interface Props {
  readonly place: Location | null;
  /** Where the map begins: changes with what was chosen elsewhere than on it. */
  readonly start: Location | null;
  readonly onPlace: (place: Location) => void;
}

/** A small map to point at a place. */
export function PointMap({ place, start, onPlace }: Props): ReactNode {
  const { t } = useLanguage();
  const map = useRef<HTMLDivElement>(null);
  const [width, height] = [useExtent(map, 'clientWidth'), useExtent(map, 'clientHeight')];
  const size = useMemo(() => ({ width, height }), [width, height]);
  const first =
    width === 0 ? null : start === null ? viewOfArea(WORLD, size) : viewOfPlace(start, PLACE_ZOOM, size);
  const moving = useMapView(first, size);
  const { view } = moving;
  const pin = view === null || place === null ? null : pixelOf(view, size, mapPointOf(place));
  return (
    <MapSurface
      map={map}
      size={size}
      moving={moving}
      label={t.pointAtPlace}
      onPoint={(at) => view !== null && onPlace(locationOf(pointAt(view, size, at)))}
      onChoose={() => view !== null && onPlace(locationOf(view))}
    >
      {pin !== null && (
        <span className="map-pin" style={{ transform: `translate(${pin.left}px, ${pin.top}px)` }}>
          <Icon name="place" />
        </span>
      )}
    </MapSurface>
  );
}
