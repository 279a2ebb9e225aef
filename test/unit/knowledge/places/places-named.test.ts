import { describe, expect, it } from 'vitest';
import { countryNamed, countryOfCode } from '../../../../src/knowledge/places/country-names.ts';
import { placeName } from '../../../../src/knowledge/places/gazetteer.ts';
import { placesNamed } from '../../../../src/knowledge/places/places-named.ts';

const english = (names: readonly string[]): string[] => placesNamed(names).map((key) => placeName(key).en);

describe('the places that names in a file mean', () => {
  it.each([
    [['Reykjavik', 'Iceland'], 'Reykjavik', 'Iceland'],
    [['München', 'Deutschland'], 'Munich', 'Germany'],
    [['京都市', '日本'], 'Kyoto', 'Japan'],
    [['Paris', 'Texas', 'United States'], 'Paris', 'United States'],
    [['Paris', 'France'], 'Paris', 'France'],
    [['Atlanta', 'Georgia', 'USA'], 'Atlanta', 'United States'],
    [['Atlanta', 'Georgia'], 'Atlanta', 'United States'],
    [['Grandmas house', 'Lisboa', 'Portugal'], 'Lisbon', 'Portugal'],
    [['Norge'], 'Norway', 'Norway'],
    [['ドイツ'], 'Germany', 'Germany'],
  ])('%j', (names, first, last) => {
    const places = english(names);
    expect([places[0], places.at(-1)]).toEqual([first, last]);
  });

  it.each([[['Park']], [['Home']], [['Nowhereville', 'Xyzland']], [[]]])('none for %j', (names) => {
    expect(placesNamed(names)).toEqual([]);
  });

  it('Paris in Texas is not the capital', () => {
    expect(placesNamed(['Paris', 'Texas', 'United States'])).not.toContain(
      placesNamed(['Paris', 'France'])[0],
    );
  });
});

describe('countries', () => {
  it.each([
    ['ISL', 'Iceland'],
    ['prt', 'Portugal'],
    ['DE', 'Germany'],
    ['XXX', null],
    ['', null],
    ['Germany', null],
  ])('the code %s is %s', (code, name) => {
    expect(countryOfCode(code)).toBe(name);
  });

  it.each([
    ['Ísland', 'country:IS'],
    ['ALLEMAGNE', 'country:DE'],
    ['Sjælland', null],
  ])('the name %s is %s', (name, key) => {
    expect(countryNamed(name)).toBe(key);
  });
});
