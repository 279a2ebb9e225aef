import { describe, expect, it } from 'vitest';
import { exploreSections } from '../../../renderer/features/explore/explore-sections.ts';
import { nextCard } from '../../../renderer/features/explore/next-card.ts';
import { album as albumView } from './support/memory-host.ts';

const card = (name: string) => ({ name, text: name, photos: 3, cover: 1 });
const nothing = { things: [], places: [], years: [], cameras: [] };
const favourites = (photos: number) => ({ name: 'Favourites', photos, cover: photos === 0 ? null : 7 });
const album = (name: string, photos: number) => albumView({ name, photos });

describe('the explore page', () => {
  it('shows no row without a card, and no album without a photo', () => {
    expect(exploreSections(nothing, [album('empty', 0)], favourites(0))).toEqual([]);
    const found = { ...nothing, years: [card('2019')] };
    expect(exploreSections(found, [], favourites(0)).map(({ kind }) => kind)).toEqual(['years']);
  });

  it('begins with what the person put together; an album leads to its page', () => {
    const sections = exploreSections(
      { ...nothing, things: [card('Dog')] },
      [album('Two of them', 2)],
      favourites(4),
    );
    expect(sections[0]).toEqual({
      kind: 'yours',
      cards: [
        { name: 'Favourites', text: 'is:favourite', album: null, photos: 4, cover: 7 },
        { name: 'Two of them', text: '', album: 1, photos: 2, cover: null },
      ],
    });
    expect(sections.map(({ kind }) => kind)).toEqual(['yours', 'things']);
  });
});

describe('the arrow keys among cards', () => {
  // Seven cards in rows of three: 0 1 2 | 3 4 5 | 6.
  const from = (key: string, at: number) => nextCard(key, at, 7, 3);
  it('go to the neighbour, and on into the next row', () => {
    expect([from('ArrowRight', 2), from('ArrowLeft', 3)]).toEqual([3, 2]);
    expect([from('ArrowDown', 1), from('ArrowUp', 4)]).toEqual([4, 1]);
    expect([from('Home', 5), from('End', 0)]).toEqual([0, 6]);
  });
  it('lead down to the end of a short last row, and nowhere from there', () => {
    expect(from('ArrowDown', 5)).toBe(6);
    expect(from('ArrowDown', 6)).toBeNull();
  });
  it('lead nowhere beyond the first and the last, nor do other keys', () => {
    expect([from('ArrowLeft', 0), from('ArrowUp', 2), from('ArrowRight', 6), from('End', 6)]).toEqual(
      Array(4).fill(null),
    );
    expect(from('Enter', 3)).toBeNull();
    expect(nextCard('ArrowRight', 0, 1, 3)).toBeNull();
  });
});
