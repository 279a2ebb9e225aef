import type { AlbumView } from '../../api/contract.ts';
import { isFilmFormat, PHOTO_FORMATS } from '../../domain/photo-format.ts';
import { usualOrder } from '../../domain/user-data.ts';
import { NO_SMALL } from '../../search/index/photo-columns.ts';
import type { PhotoIndex } from '../../search/index/photo-index.ts';
import { hitOf } from '../../search/search-hit.ts';
import type { Searcher } from '../../search/searcher.ts';
import { FIRST_IMPORTED } from '../../store/imported-albums.ts';

/**
 * An album with its cover, and the number and the dates of its photos. The data that its search needs must be prepared.
 * @param times when each album was changed last, by its id
 * @throws BeachcombError `not-found`
 */
export function albumView(searcher: Searcher, id: number, times: ReadonlyMap<number, number>): AlbumView {
  const { album, photos } = searcher.album(id);
  const { index } = searcher;
  const cover = chosenCover(index, album.cover, photos);
  return {
    album: album.id,
    name: album.name,
    search: album.search,
    imported: album.id > FIRST_IMPORTED,
    importedId: album.importedId,
    photos: photos.length,
    cover: cover ?? (album.search === null ? bestCover(index, photos) : bestHit(searcher, album.search)),
    isCoverChosen: cover !== null,
    order: album.order ?? usualOrder(album.search),
    ...datesOf(index, photos),
    changedAt: times.get(album.id) ?? 0,
  };
}

/** The id of the cover that the user chose, as long as it is in the album; else null. */
export function chosenCover(index: PhotoIndex, cover: number | null, photos: Uint32Array): number | null {
  const ordinal = cover === null ? null : index.shownOrdinalOf(cover);
  return ordinal !== null && photos.includes(ordinal) ? (index.columns.id[ordinal] ?? null) : null;
}

/** What a search finds first: it shows best what the album is of. */
const bestHit = (searcher: Searcher, search: string): number | null =>
  searcher.search(search, { sort: 'relevance', all: false }).hits(0, 1)[0]?.photo ?? null;

/** A photo that the user likes, else a sharp one; no film and no hidden photo where there is another. */
function bestCover(index: PhotoIndex, photos: Uint32Array): number | null {
  const { columns, userData } = index;
  const worth = (ordinal: number): number => {
    const rating = columns.rating[ordinal] as number;
    const isPhoto = !isFilmFormat(PHOTO_FORMATS[columns.format[ordinal] as number] ?? '');
    return (
      (index.isHidden(ordinal) ? 0 : 10_000) +
      (isPhoto ? 5000 : 0) +
      (userData.favourites.has(ordinal) ? 2500 : 0) +
      (rating === NO_SMALL ? 0 : rating * 300) +
      (columns.sharpness[ordinal] as number)
    );
  };
  let best: { readonly ordinal: number; readonly worth: number } | null = null;
  for (const ordinal of photos) {
    const own = worth(ordinal);
    if (best === null || own > best.worth) best = { ordinal, worth: own };
  }
  return best === null ? null : (columns.id[best.ordinal] ?? null);
}

/** The dates of the first and the last photo that has one of its own. */
function datesOf(index: PhotoIndex, photos: Uint32Array): Pick<AlbumView, 'from' | 'to'> {
  const { takenAt, monthDay } = index.columns;
  let [first, last]: [number | null, number | null] = [null, null];
  for (const ordinal of photos) {
    if (monthDay[ordinal] === 0) continue;
    const at = takenAt[ordinal] as number;
    if (first === null || at < (takenAt[first] as number)) first = ordinal;
    if (last === null || at > (takenAt[last] as number)) last = ordinal;
  }
  const dateOf = (ordinal: number | null): string | null =>
    ordinal === null ? null : hitOf(index, ordinal, 'likely', 1).takenAt;
  return { from: dateOf(first), to: dateOf(last) };
}
