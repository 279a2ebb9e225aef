import type { Client } from '../../../src/api/client.ts';
import type { Hit } from '../../../src/api/contract.ts';
import { isFilmFormat } from '../../../src/domain/photo-format.ts';
import { hitAt, type PagedResult, rankOf, searchedText } from '../search/search-session.ts';
import type { Slide, SlideSource } from './slideshow-session.ts';

const slideOf = ({ photo, turn, film }: Hit): Slide => ({ photo, turn, isFilm: film !== null });

/** All photos of a search from a rank on; of one that is likely, only the likely ones. */
export function slidesOfResult(client: Client, result: PagedResult, start: number): SlideSource {
  const text = searchedText(result);
  const { sort, likely, possible } = result;
  return {
    count: start < likely ? likely : likely + possible,
    start,
    slide: async (rank) => {
      const here = hitAt(result, rank);
      if (here !== null) return slideOf(here);
      const page = { offset: rank, limit: 1 };
      const { hits } = await client('search.run', { text, sort, verbatim: true, ...page });
      const [hit] = hits;
      return hit === undefined ? null : slideOf(hit);
    },
  };
}

/** Photos by their ids, in this order. */
export const slidesOfPhotos = (client: Client, photos: readonly number[]): SlideSource => ({
  count: photos.length,
  start: 0,
  slide: async (at) => {
    const photo = photos[at];
    if (photo === undefined) return null;
    const { turn, format } = await client('photo.get', { photo });
    return { photo, turn, isFilm: isFilmFormat(format) };
  },
});

/** Some photos of a search in its order, or from a single one on all. */
export function slidesOf(client: Client, result: PagedResult, photos: readonly number[]): SlideSource {
  const [first] = photos;
  if (photos.length === 1 && first !== undefined)
    return slidesOfResult(client, result, rankOf(result, first) ?? 0);
  const rank = new Map(
    photos.map((photo, at) => [photo, rankOf(result, photo) ?? result.likely + result.possible + at]),
  );
  return slidesOfPhotos(
    client,
    photos.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)),
  );
}
