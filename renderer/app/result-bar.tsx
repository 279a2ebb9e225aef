import type { ReactNode } from 'react';
import { useConnection, useLanguage } from '../client/contexts.ts';
import { AlbumChip } from '../features/albums/album-chip.tsx';
import { AlbumHead } from '../features/albums/album-head.tsx';
import { MemoryBar } from '../features/memories/memory-bar.tsx';
import { memorySpan } from '../features/memories/memory-words.ts';
import { CorrectionLine } from '../features/search/correction-line.tsx';
import { QueryChips } from '../features/search/query-chips.tsx';
import { type PagedResult, type SearchCorrection, searchedText } from '../features/search/search-session.ts';
import { SortChoice } from '../features/search/sort-choice.tsx';
import { usePlay } from '../features/slideshow/play-context.ts';
import { slidesOfPhotos } from '../features/slideshow/slide-sources.ts';
import type { GridZoom } from '../features/timeline/use-zoom.ts';
import { ZoomControl } from '../features/timeline/zoom-control.tsx';
import type { Collection } from './use-collection.ts';
import type { Search } from './use-search.ts';

interface Props {
  readonly search: Search;
  readonly result: PagedResult;
  readonly collection: Collection | null;
  /** The result is of another search, or of another collection: this one is still to come. */
  readonly isLate: boolean;
  /** Opens an album; the list of albums for null. */
  readonly onAlbum: (album: number | null) => void;
  readonly zoom: GridZoom;
  readonly onText: (text: string) => void;
  readonly onDecline: (correction: SearchCorrection) => void;
  /** Opens a memory; null: all of them. */
  readonly onMemory: (memory: string | null) => void;
}

/** Above the photos: what they are or how the search was read, how many there are, and how they are shown. */
export function ResultBar(props: Props): ReactNode {
  const { search, result, collection, isLate, zoom, onText, onDecline, onAlbum, onMemory } = props;
  const { hasSearch, total, asked, setSort } = search;
  const { t } = useLanguage();
  const { client } = useConnection();
  const play = usePlay();
  const memory = collection?.memory;
  const album = collection?.album ?? null;
  const countOf = collection?.count ?? t.photos;
  if (album !== null && !hasSearch)
    return (
      <AlbumHead album={album} isLate={isLate} onMoved={onAlbum} onGone={() => onAlbum(null)}>
        {total > 0 && <ZoomControl zoom={zoom} />}
      </AlbumHead>
    );
  return (
    <div className={hasSearch ? 'result-bar' : `browse-bar${memory === undefined ? '' : ' with-memory'}`}>
      <h2 className={hasSearch ? 'screen-heading unseen' : 'screen-heading'} tabIndex={-1}>
        {collection === null ? t.photosGrid : <span translate="no">{collection.title}</span>}
      </h2>
      {memory !== undefined && (
        <>
          <span className="muted memory-span">{memorySpan(t, memory)}</span>
          <MemoryBar
            memory={memory}
            title={collection?.title ?? ''}
            onPlay={() => play(slidesOfPhotos(client, memory.ids))}
            onGone={() => onMemory(null)}
          />
        </>
      )}
      <div className="bar-words">
        {album !== null && <AlbumChip name={album.name} onRemove={() => search.search(search.text)} />}
        {!isLate && (collection === null || album !== null) && (
          <CorrectionLine result={result} onText={onText} onDecline={onDecline} />
        )}
        {hasSearch && !isLate && (
          <QueryChips
            text={searchedText(result)}
            interpretations={result.interpretations}
            phrases={result.phrases}
            qualifiers={result.qualifiers}
            hasHits={total > 0 || (result.unreadable ?? 0) > 0}
            onText={onText}
          />
        )}
        {/* Without hits, the middle of the window shows the reason. */}
        <p className={total === 0 ? 'unseen' : 'counts'} role="status">
          {!isLate && countOf(result.likely)}
          {!isLate && result.possible > 0 && (
            <span className="muted"> · {t.andPossible(result.possible)}</span>
          )}
        </p>
      </div>
      {hasSearch && album === null && total > 1 && <SortChoice sort={asked.sort} onSort={setSort} />}
      {total > 0 && <ZoomControl zoom={zoom} />}
    </div>
  );
}
