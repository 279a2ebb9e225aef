import { describe, expect, it } from 'vitest';
import { allPlaces, containing, placeName } from '../../../../src/knowledge/places/gazetteer.ts';
import { placesAt } from '../../../../src/knowledge/places/places-at.ts';
import fc from '../../../support/properties.ts';

const namesAt = (latitude: number, longitude: number): string[] =>
  placesAt(latitude, longitude).map((key) => placeName(key).en);

describe('placesAt', () => {
  it.each([
    ['Paris', 48.8566, 2.3522, ['Paris', 'Île-de-France', 'France']],
    ['Beijing', 39.9042, 116.4074, ['Beijing', 'Beijing', 'China']],
    ['Sydney', -33.8688, 151.2093, ['Sydney', 'New South Wales', 'Australia']],
    ['a village far from any town', 36.06, -112.14, ['Grand Canyon Village', 'Arizona', 'United States']],
    ['a state that is one city', 1.29, 103.85, ['Singapore', 'Singapore']],
  ])('finds %s', (_, latitude, longitude, names) => {
    expect(namesAt(latitude, longitude)).toEqual(names);
  });

  it('finds the city that a district belongs to, but not one across a state border', () => {
    expect(namesAt(40.68, -73.95)).toContain('New York');
    expect(namesAt(52.54, 13.42)).toContain('Berlin');
    expect(namesAt(40.7357, -74.1724)).toEqual(['Newark', 'New Jersey', 'United States']);
  });

  it('prefers a nearby small town to a more distant large one', () => {
    expect(namesAt(52.39, 13.06)[0]).toBe('Potsdam');
  });

  it('uses the country of the nearest city near a border', () => {
    expect(namesAt(47.5596, 7.5886)).toEqual(['Basel', 'Basel-City', 'Switzerland']);
    expect(namesAt(47.593, 7.621)).toEqual(['Weil am Rhein', 'Baden-Württemberg', 'Germany']);
  });

  it('works across the date line', () => {
    expect(namesAt(66.32, -179.12)[0]).toBe('Egvekinot');
    expect(namesAt(66.32, 179.9)[0]).toBe('Egvekinot');
    expect(namesAt(-16.43, 179.37).at(-1)).toBe('Fiji');
  });

  it.each([
    ['the ocean', 0, 0],
    ['the North Pole', 90, 0],
    ['the South Pole', -90, 180],
    ['no number', Number.NaN, 0],
    ['infinity', 0, Number.POSITIVE_INFINITY],
    ['a latitude out of range', 90.001, 0],
    ['a longitude out of range', 48.8566, 362.3522],
  ])('finds nothing at %s', (_, latitude, longitude) => {
    expect(placesAt(latitude, longitude)).toEqual([]);
  });

  it('returns cities, then what contains the first of them, for arbitrary points', () => {
    const degrees = (limit: number): fc.Arbitrary<number> =>
      fc.double({ min: -limit, max: limit, noNaN: true });
    fc.assert(
      fc.property(degrees(90), degrees(180), (latitude, longitude) => {
        const keys = placesAt(latitude, longitude);
        const [first] = keys;
        if (first === undefined) return;
        expect(keys.filter((key) => !key.startsWith('city:'))).toEqual(containing(first));
        expect(keys.filter((key) => key.startsWith('city:')).length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('the gazetteer', () => {
  it('names every place and holds each once', () => {
    const places = [...allPlaces()];
    expect(new Set(places.map(({ key }) => key)).size).toBe(places.length);
    expect(places.filter(({ name }) => name.en.trim() === '' || name.zh.trim() === '')).toEqual([]);
    expect(places.filter(({ population }) => !Number.isSafeInteger(population))).toEqual([]);
  });

  it('falls back to the English name if no Chinese name is known', () => {
    expect(placeName('city:2988507')).toEqual({ en: 'Paris', zh: '巴黎' });
    expect(placeName('city:2658786')).toEqual({ en: 'Sarnen', zh: 'Sarnen' });
  });

  it('has a Chinese name for every country', () => {
    const countries = [...allPlaces()].filter(({ key }) => key.startsWith('country:'));
    expect(countries.filter(({ name }) => !/^[\p{Script=Han}·（）]+$/u.test(name.zh))).toEqual([]);
  });

  it.each(['', 'city:0', 'country:ZZ', '2988507', 'city:__proto__'])(
    'throws for the unknown key "%s"',
    (key) => {
      expect(() => placeName(key)).toThrow('There is no place');
      expect(() => containing(key)).toThrow('There is no place');
    },
  );
});
