import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import type { MapCluster } from '../../../src/api/contract.ts';
import { type GeoArea, printArea } from '../../../src/domain/geo-area.ts';
import { locationOf } from '../../../src/domain/mercator.ts';
import { printField } from '../../../src/query/print-query.ts';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import { Chip, ChipName } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MapList } from './map-item.ts';
import { MapMarkers } from './map-markers.tsx';
import { MapPhotoList } from './map-photo-list.tsx';
import { MapSurface } from './map-surface.tsx';
import { areaBetween, areaInView, type MapPixel, pointAt, viewOfArea } from './map-view.ts';
import { draggedPhotos, isPhotoDrag } from './photo-drag.ts';
import { PlacesInView } from './places-in-view.tsx';
import { itemOfView } from './use-map-place.ts';
import { type MapOfPhotos, usePhotoMap } from './use-photo-map.ts';

interface Props {
  readonly item: string | null;
  readonly photo: number | null;
  /** What was searched for last: the map can be limited to it. */
  readonly text: string;
  readonly onItem: (item: string | null) => void;
  readonly onMove: (item: string) => void;
  readonly onPhoto: (photo: number | null) => void;
  readonly onSearch: (text: string) => void;
}

/** Where photos were taken: a map with their clusters, and the photos of one of them beside it. */
export function MapPage({
  item,
  photo,
  text: searched,
  onItem,
  onMove,
  onPhoto,
  onSearch,
}: Props): ReactNode {
  const { t } = useLanguage();
  const map = useRef<HTMLDivElement>(null);
  const shown = usePhotoMap({ map, item, onMove });
  const { size, moving, list, text, extent, level, clusters, markers, whole } = shown;
  const { view } = moving;
  const [isDrawing, setDrawing] = useState(false);
  const drop = usePhotoDrop(shown);
  const openList = (next: MapList | null): void => {
    if (view !== null) onItem(itemOfView(view, next, text));
  };
  const openCluster = (cluster: MapCluster): void => {
    if (listedIn(list) === cluster.cover) zoomTo(cluster.area);
    else openList({ of: 'cluster', zoom: level, photo: cluster.cover });
  };
  const zoomTo = (area: GeoArea): void => moving.glide(() => viewOfArea(area, size));
  const listed = clusters.find(({ cover }) => cover === listedIn(list));
  const search = (area: GeoArea): void => onSearch(`${text} ${printField('area', printArea(area))}`.trim());
  const onArea = (from: MapPixel, to: MapPixel): void => {
    setDrawing(false);
    if (view !== null) search(areaBetween(pointAt(view, size, from), pointAt(view, size, to)));
  };

  return (
    <div className="map-page">
      <MapHead
        shown={shown}
        searched={searched}
        isDrawing={isDrawing}
        onDraw={setDrawing}
        onSearchArea={() => view !== null && search(areaInView(view, size))}
        onOnly={(only) => view !== null && onMove(itemOfView(view, null, only))}
      />
      <div className="map-body">
        <MapSurface
          map={map}
          size={size}
          moving={moving}
          label={t.map}
          obstacles={markers}
          onArea={isDrawing ? onArea : null}
          onEscape={() => (isDrawing ? setDrawing(false) : list !== null && openList(null))}
          controls={<IconButton icon="whole" label={t.mapShowAll} onClick={() => moving.glide(whole)} />}
          {...drop.handlers}
        >
          {view !== null && (
            <MapMarkers
              clusters={clusters}
              view={view}
              size={size}
              listed={listedIn(list)}
              onOpen={openCluster}
            />
          )}
          {(isDrawing || drop.isOver) && (
            <p className="map-note" role="status">
              {isDrawing ? t.drawAreaHint : t.dropOnMap}
            </p>
          )}
          <small className="map-credit">{t.mapCredit}</small>
        </MapSurface>
        <aside className="map-side" aria-label={list === null ? t.placesInView : t.photosGrid}>
          {list === null ? (
            <PlacesInView
              clusters={clusters}
              unplaced={extent?.unplaced ?? 0}
              onOpen={openCluster}
              onUnplaced={() => openList({ of: 'unplaced' })}
            />
          ) : (
            <MapPhotoList
              key={JSON.stringify([list, text])}
              list={list}
              text={text}
              title={list.of === 'unplaced' ? t.photosUnplaced : t.photos}
              hint={list.of === 'unplaced' ? t.dragOntoMap : null}
              photo={photo}
              onPhoto={onPhoto}
              onSearch={onSearch}
              onZoom={listed === undefined ? null : () => zoomTo(listed.area)}
              onClose={() => openList(null)}
            />
          )}
        </aside>
      </div>
    </div>
  );
}

/** The photo whose cluster is listed; null for none. */
const listedIn = (list: MapList | null): number | null => (list?.of === 'cluster' ? list.photo : null);

interface HeadProps {
  readonly shown: MapOfPhotos;
  readonly searched: string;
  readonly isDrawing: boolean;
  readonly onDraw: (isDrawing: boolean) => void;
  readonly onSearchArea: () => void;
  /** Shows the photos of a search only; all for an empty one. */
  readonly onOnly: (text: string) => void;
}

function MapHead(props: HeadProps): ReactNode {
  const { shown, searched, isDrawing, onDraw, onSearchArea, onOnly } = props;
  const { text, extent } = shown;
  const { t } = useLanguage();
  return (
    <header className="map-head">
      <h2 className="screen-heading" tabIndex={-1}>
        {t.map}
      </h2>
      {extent !== null && <p className="muted">{t.photosOnMap(extent.placed)}</p>}
      {text !== '' && (
        <Chip removeName={t.allOnMap(text)} onRemove={() => onOnly('')}>
          <ChipName>{t.onlySearchOnMap(text)}</ChipName>
        </Chip>
      )}
      {text === '' && searched !== '' && (
        <button type="button" className="button quiet" onClick={() => onOnly(searched)}>
          {t.onlySearchOnMap(searched)}
        </button>
      )}
      <div className="actions">
        <button type="button" className="button" onClick={onSearchArea}>
          <Icon name="search" />
          {t.searchThisArea}
        </button>
        <IconButton icon="area" label={t.drawArea} pressed={isDrawing} onClick={() => onDraw(!isDrawing)} />
      </div>
    </header>
  );
}

/** Photos that are let go over the map have the place there. */
function usePhotoDrop({ moving: { view }, size }: MapOfPhotos) {
  const { t } = useLanguage();
  const { act, session } = useUserActions();
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent): void => {
        if (!isPhotoDrag(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      },
      onDragLeave: (): void => setOver(false),
      onDrop: (event: DragEvent, at: MapPixel): void => {
        setOver(false);
        const photos = draggedPhotos(event);
        if (photos.length === 0 || view === null) return;
        event.preventDefault();
        const place = locationOf(pointAt(view, size, at));
        act(session.edit(photos, { change: 'place', place }), t.photosPlaced);
      },
    },
  };
}
