import type { Hit } from '../../api/contract.ts';
import { shownName } from '../../domain/path-bytes.ts';
import type { SearchHit } from '../../search/search-hit.ts';
import type { LibraryReader } from '../../store/library-reader.ts';

/** Hits for the window: a film of which no frame was seen, and which has no colour for that reason, has its name. */
export const hitsView = (reader: LibraryReader, hits: readonly SearchHit[]): Hit[] =>
  hits.map((hit) => ({
    ...hit,
    film: hit.film && { ...hit.film, name: hit.colour === null ? nameOf(reader, hit.photo) : null },
  }));

function nameOf(reader: LibraryReader, photo: number): string | null {
  const [place] = reader.files.places(photo);
  return place === undefined ? null : (shownName(place.path).split('/').at(-1) ?? null);
}
