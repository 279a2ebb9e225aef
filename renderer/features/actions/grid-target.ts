import { type PagedResult, searchedText } from '../search/search-session.ts';
import type { ActionTarget } from './action-target.ts';

/** Photos of a search as the target of actions; null for no photo. Of a photo whose page is not here nothing holds. */
export function gridTarget(result: PagedResult, photos: readonly number[]): ActionTarget | null {
  if (photos.length === 0) return null;
  const wanted = new Set(photos);
  const hits = [...result.pages.values()].flat().filter(({ photo }) => wanted.has(photo));
  const isAll = hits.length >= wanted.size;
  const [first] = photos.length === 1 ? hits : [];
  return {
    photos,
    search: searchedText(result),
    shown: isAll ? hits : [],
    isFavourite: isAll && hits.every(({ favourite }) => favourite),
    isHidden: isAll && hits.every(({ hidden }) => hidden),
    turn: first?.turn ?? null,
    rating: null,
    taken: first?.takenAt ?? null,
    albums: [],
  };
}
