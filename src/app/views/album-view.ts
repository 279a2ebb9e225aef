import type { AlbumView } from '../../api/contract.ts';
import { BeachcombError } from '../../domain/error.ts';
import type { Searcher } from '../../search/searcher.ts';
import { FIRST_IMPORTED } from '../../store/imported-albums.ts';

/**
 * An album with the number of its photos and its cover. The data that its search needs must be prepared.
 * @throws BeachcombError `not-found`
 */
export function albumView(searcher: Searcher, id: number): AlbumView {
  searcher.refresh();
  const { index } = searcher;
  const found = index.albums.find((one) => one.id === id);
  if (found === undefined) throw new BeachcombError('not-found', `There is no album ${id}.`);
  const { name, search } = found;
  const imported = id > FIRST_IMPORTED;
  if (search === null) {
    const here = found.photos.filter((ordinal) => !index.isMissing(ordinal));
    const [first] = here;
    const cover = first === undefined ? null : (index.columns.id[first] ?? null);
    return { album: id, name, search, imported, photos: here.length, cover };
  }
  const result = searcher.search(search, { sort: 'relevance', all: false });
  return {
    album: id,
    name,
    search,
    imported,
    photos: result.likely,
    cover: result.hits(0, 1)[0]?.photo ?? null,
  };
}
