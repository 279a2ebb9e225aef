import { describe, expect, it } from 'vitest';
import {
  findPlacesAndContinents,
  longestContinentAt,
  namesOfPlaces,
} from '../../../../src/knowledge/places/continents.ts';
import { findPlaces } from '../../../../src/knowledge/places/find-places.ts';
import { isPlace } from '../../../../src/knowledge/places/gazetteer.ts';

const NAMES = [
  ['Africa', 'country:KE', 'Afrika', 'Afrique', 'África', '非洲', 'Африка', 'アフリカ'],
  ['Europe', 'country:IT', 'Europa', 'Evropa', '欧洲', '歐洲'],
  ['Asia', 'country:JP', 'Asien', 'Asie', 'Ásia', '亚洲'],
  ['North America', 'country:US', 'Nordamerika', 'Amérique du Nord', 'Norteamérica', '北美洲'],
  ['South America', 'country:PE', 'Südamerika', 'Suramérica', '南美洲'],
  ['Oceania', 'country:NZ', 'Ozeanien', 'Océanie', '大洋洲'],
  ['Americas', 'country:PE', 'Amerika', '美洲'],
] satisfies readonly (readonly [string, string, ...string[]])[];

describe('continents', () => {
  it.each(NAMES)('%s is the countries in it, in many languages', (english, country, ...others) => {
    const countries = findPlacesAndContinents(english);
    expect(countries).toContain(country);
    for (const name of others) expect(findPlacesAndContinents(name)).toBe(countries);
    expect(namesOfPlaces(countries).map(({ en }) => en)).toEqual([english]);
    expect(countries.filter((key) => !isPlace(key))).toEqual([]);
  });

  it('a country of the same name goes before', () => {
    expect(findPlacesAndContinents('America')).toEqual(findPlaces('America'));
  });

  it('other places are found as ever, and shown by their own names', () => {
    expect(findPlacesAndContinents('Paris')).toEqual(findPlaces('Paris'));
    expect(namesOfPlaces(['country:KE', 'country:IT']).map(({ en }) => en)).toEqual(['Kenya', 'Italy']);
  });

  it('their Chinese names are cut out of a text', () => {
    expect(longestContinentAt('去南美洲旅行', 1)).toBe(3);
    expect(longestContinentAt('去南美洲旅行', 0)).toBe(0);
  });
});
