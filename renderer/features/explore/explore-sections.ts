import type { AlbumView, Card, Output } from '../../../src/api/contract.ts';
import { quoteWord } from '../../../src/query/print-query.ts';

/** What an explore card shows: a card of the library, or an album, with or without a cover. */
export type ExploreCard = Omit<Card, 'cover'> & { readonly cover: number | null };

export interface ExploreSection {
  readonly kind: 'yours' | keyof Output<'explore.get'>;
  readonly cards: readonly ExploreCard[];
}

/** Finds the favourites. */
export const FAVOURITES = 'is:favourite';

/**
 * The rows of the explore page, those without a card left out: what the person put together comes first.
 * @param favourites their card, without the search that is known here
 */
export function exploreSections(
  found: Output<'explore.get'>,
  albums: readonly AlbumView[],
  favourites: Omit<ExploreCard, 'text'>,
): ExploreSection[] {
  const yours = [
    { ...favourites, text: FAVOURITES },
    ...albums.map(({ name, photos, cover }) => ({ name, text: `album:${quoteWord(name)}`, photos, cover })),
  ].filter(({ photos }) => photos > 0);
  const { things, places, years, cameras } = found;
  const sections: ExploreSection[] = [
    { kind: 'yours', cards: yours },
    { kind: 'things', cards: things },
    { kind: 'places', cards: places },
    { kind: 'years', cards: years },
    { kind: 'cameras', cards: cameras },
  ];
  return sections.filter(({ cards }) => cards.length > 0);
}
