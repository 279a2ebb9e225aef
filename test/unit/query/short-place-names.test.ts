import { describe, expect, it } from 'vitest';
import { interpretationsOf } from '../../../src/query/interpretations-of.ts';
import type { LibraryFacts } from '../../../src/query/library-facts.ts';
import { KNOWN } from '../../support/known.ts';

const ROME = 'city:3169070';
const PERTH = 'city:2063523';

const placesOf = (text: string, ...visited: readonly string[]): readonly string[] => {
  const facts: LibraryFacts = { ...KNOWN, isPlaceOfPhoto: (place) => visited.includes(place) };
  const span = { start: 0, end: text.length };
  return interpretationsOf(text, span, facts, []).flatMap((one) => (one.as === 'place' ? one.places : []));
};

describe('the name of a place in another language, of three letters', () => {
  it.each(['Rom', 'rom', 'Řím'])('%s is Rome where photos were taken there', (name) => {
    expect(placesOf(name, ROME)).toContain(ROME);
    expect(placesOf(name)).toEqual([]);
  });

  it('is rather a word', () => {
    expect(placesOf('pet', PERTH)).toEqual([]);
    expect(placesOf('Perth', PERTH)).toContain(PERTH);
  });

  it('a continent is the countries in it, as a word', () => {
    expect(placesOf('Afrika', 'country:KE')).toContain('country:KE');
  });
});
