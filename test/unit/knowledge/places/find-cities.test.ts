import { expect, it } from 'vitest';
import { findCities } from '../../../../src/knowledge/places/find-cities.ts';

it.each([
  ["Xi'an", 'Xi’an'],
  ['Xi’an', 'Xi’an'],
  ['xian', 'Xi’an'],
  ['L’Aquila', "L'Aquila"],
  ["l'aquila", "L'Aquila"],
  ['laquila', "L'Aquila"],
  ['saint etienne', 'Saint-Étienne'],
  ['Saint-Etienne', 'Saint-Étienne'],
  ['züri', 'Zurich'],
  ['lodz', 'Łódź'],
])('%s finds %s, whatever apostrophes, hyphens and accents are typed', (typed, name) => {
  expect(findCities(typed, 10).map((city) => city.name.en)).toContain(name);
});

it('nothing finds no city', () => {
  for (const typed of ['', ' ', "'", '|', 'qwertzu']) expect(findCities(typed, 10), typed).toEqual([]);
});
