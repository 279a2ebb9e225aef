import { type ReactNode, useRef, useState } from 'react';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { hitAt, rankOf } from '../search/search-session.ts';
import { usePlay } from '../slideshow/play-context.ts';
import { slidesOfPhotos } from '../slideshow/slide-sources.ts';
import type { GridHandle } from '../timeline/grid-handle.ts';
import { PhotoGrid } from '../timeline/photo-grid.tsx';
import type { GridPlaces } from '../timeline/use-anchor.ts';
import { Viewer } from '../viewer/viewer.tsx';
import type { MapList } from './map-item.ts';
import { startPhotoDrag } from './photo-drag.ts';
import { useMapPhotos } from './use-map-photos.ts';

/** It always begins at the top. */
const PLACES: GridPlaces = { get: () => null, keep: () => {} };
/** Rows of photos beside the map, pixels. */
const ZOOM = { height: 100, larger: null, smaller: null, reset: () => {} } as const;

interface Props {
  readonly list: MapList;
  readonly text: string;
  readonly title: (photos: number) => string;
  readonly hint: string | null;
  /** The photo that is open; null for none. */
  readonly photo: number | null;
  readonly onPhoto: (photo: number | null) => void;
  readonly onSearch: (text: string) => void;
  /** Null where there is nothing to zoom to. */
  readonly onZoom: (() => void) | null;
  readonly onClose: () => void;
}

/** Photos of the map in a grid beside it. They can be dragged onto the map. */
export function MapPhotoList(props: Props): ReactNode {
  const { list, text, title, hint, photo, onPhoto, onSearch, onZoom, onClose } = props;
  const { t } = useLanguage();
  const { client } = useConnection();
  const play = usePlay();
  const { session, result } = useMapPhotos(list, text);
  const [active, setActive] = useState(0);
  const grid = useRef<GridHandle>(null);
  const total = result?.likely ?? 0;
  const rank = result === null || photo === null ? null : rankOf(result, photo);
  const at = (place: number) => (result === null ? null : hitAt(result, place));
  const view = (place: number): void => {
    setActive(place);
    session.need(Math.max(0, place - 1), Math.min(total - 1, place + 1));
    onPhoto(at(place)?.photo ?? photo);
  };
  /** The chosen photos, or all that are here from one on. */
  const playFrom = (photos: readonly number[]): void => {
    const all = [...(result?.pages.values() ?? [])].flat().map((hit) => hit.photo);
    const first = Math.max(0, all.indexOf(photos[0] ?? 0));
    const chosen = photos.length > 1 ? photos : [...all.slice(first), ...all.slice(0, first)];
    play(slidesOfPhotos(client, chosen));
  };
  return (
    <>
      <header className="map-list-head">
        <h3>{result === null ? t.map : title(total)}</h3>
        {onZoom !== null && <IconButton icon="zoom" label={t.zoomToPhotos} onClick={onZoom} />}
        <IconButton icon="close" label={t.closeList} onClick={onClose} />
      </header>
      {hint !== null && total > 0 && <p className="muted map-hint">{hint}</p>}
      <div className="photos">
        {result !== null && total > 0 && (
          <PhotoGrid
            ref={grid}
            result={result}
            active={Math.min(active, total - 1)}
            onActive={setActive}
            onOpen={view}
            onView={session.need}
            onSearch={onSearch}
            zoom={ZOOM}
            places={PLACES}
            album={null}
            lead={null}
            onPlay={playFrom}
            onDrag={startPhotoDrag}
          />
        )}
      </div>
      {rank !== null && (
        <Viewer
          hit={at(rank)}
          rank={rank}
          total={total}
          near={[at(rank + 1), at(rank - 1)]}
          text=""
          interpretations={[]}
          onRank={view}
          onTrashed={() => onPhoto(null)}
          onPlay={(one) => playFrom([one])}
          onClose={() => onPhoto(null)}
          onSearch={onSearch}
        />
      )}
    </>
  );
}
