import { describe, expect, it } from 'vitest';
import { findPlaces } from '../../../../src/knowledge/places/find-places.ts';
import { allPlaces, containing } from '../../../../src/knowledge/places/gazetteer.ts';
import { nameKey } from '../../../../src/knowledge/places/name-key.ts';

describe('findPlaces', () => {
  it('finds every place by both its names', () => {
    for (const { key, name } of allPlaces())
      for (const typed of [name.en, name.zh, name.en.toUpperCase()])
        if (!findPlaces(typed).includes(key)) expect.fail(`"${typed}" does not find ${key}`);
  });
});

describe('nameKey', () => {
  it('gives the same again for every single character', () => {
    for (let point = 0; point <= 0x10_ff_ff; point++) {
      const key = nameKey(String.fromCodePoint(point));
      if (nameKey(key) !== key)
        expect.fail(`U+${point.toString(16)} becomes ${key}, that becomes ${nameKey(key)}`);
    }
  });
});

describe('the gazetteer', () => {
  it('leads from every place to a country', () => {
    for (const { key } of allPlaces()) {
      const last = [key, ...containing(key)].at(-1);
      if (last?.startsWith('country:') !== true) expect.fail(`${key} lies in no country`);
    }
  });
});
