import type { AlbumView, Card, Output } from '../../../src/api/contract.ts';

/** What an explore card shows: a card of the library, or an album, with or without a cover. */
export type ExploreCard = Omit<Card, 'cover'> & {
  readonly cover: number | null;
  /** Its page is opened instead of a search; null for no album. */
  readonly album: number | null;
};

export interface ExploreSection {
  readonly kind: 'yours' | keyof Output<'explore.get'>;
  readonly cards: readonly ExploreCard[];
}

/** Finds the favourites. */
export const FAVOURITES = 'is:favourite';

const toCard = (card: Card): ExploreCard => ({ ...card, album: null });

/**
 * The rows of the explore page, those without a card left out: what the person put together comes first.
 * @param favourites their card, without the search that is known here
 */
export function exploreSections(
  found: Output<'explore.get'>,
  albums: readonly AlbumView[],
  favourites: Omit<ExploreCard, 'text' | 'album'>,
): ExploreSection[] {
  const yours = [
    { ...favourites, text: FAVOURITES, album: null },
    ...albums.map(({ album, name, photos, cover }) => ({ name, text: '', album, photos, cover })),
  ].filter(({ photos }) => photos > 0);
  const sections: ExploreSection[] = [
    { kind: 'yours', cards: yours },
    { kind: 'things', cards: found.things.map(toCard) },
    { kind: 'places', cards: found.places.map(toCard) },
    { kind: 'years', cards: found.years.map(toCard) },
    { kind: 'cameras', cards: found.cameras.map(toCard) },
  ];
  return sections.filter(({ cards }) => cards.length > 0);
}
