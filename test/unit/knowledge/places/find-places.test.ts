import { describe, expect, it } from 'vitest';
import { findPlaces, longestPlace, longestPlaceAt } from '../../../../src/knowledge/places/find-places.ts';
import { nameKey } from '../../../../src/knowledge/places/name-key.ts';
import fc from '../../../support/properties.ts';

const NEW_YORK = 'city:5128581';
const MUNICH = 'city:2867714';
const BEIJING = 'city:1816670';

describe('findPlaces', () => {
  it.each([
    ['new york', NEW_YORK],
    ['New York City', NEW_YORK],
    ['NYC', NEW_YORK],
    ['纽约', NEW_YORK],
    ['紐約', NEW_YORK],
    ['Munich', MUNICH],
    ['München', MUNICH],
    ['MUENCHEN', MUNICH],
    ['ｍｕｎｉｃｈ', MUNICH],
    ['peking', BEIJING],
    ['北京', BEIJING],
    ['北京市', BEIJING],
    ['阳朔县', 'city:1787323'],
    ['nice', 'city:2990440'],
    ['St. Moritz', 'city:2658813'],
    ['Saint-Moritz', 'city:2658813'],
    ['uk', 'country:GB'],
    ['America', 'country:US'],
    ['Holland', 'country:NL'],
    ['美国', 'country:US'],
    ['England', 'region:GB.ENG'],
    ['Bayern', 'region:DE.02'],
    ['广东', 'region:CN.30'],
    ['广东省', 'region:CN.30'],
    ['加州', 'region:US.CA'],
    ['西藏', 'region:CN.14'],
    ['Italien', 'country:IT'],
    ['spanien', 'country:ES'],
    ['Italie', 'country:IT'],
    ['Allemagne', 'country:DE'],
    ['Alemania', 'country:DE'],
    ['Deutschland', 'country:DE'],
    ['Vereinigte Staaten', 'country:US'],
    ['États-Unis', 'country:US'],
    ['Países Bajos', 'country:NL'],
    ['Türkei', 'country:TR'],
    ['Szwecja', 'country:SE'],
    ['Италия', 'country:IT'],
    ['イタリア', 'country:IT'],
  ])('%s finds %s', (typed, key) => {
    expect(findPlaces(typed)).toContain(key);
  });

  it.each(['Áo', 'Ý', 'man', 'oma', 'sec', 'sip'])('%s is no country, but a word', (typed) => {
    expect(findPlaces(typed).filter((key) => key.startsWith('country:'))).toEqual([]);
  });

  it('puts the most usual country first, then larger places', () => {
    expect(findPlaces('turkey')[0]).toBe('country:TR');
    expect(findPlaces('georgia').slice(0, 2)).toEqual(['country:GE', 'region:US.GA']);
    expect(findPlaces('paris')[0]).toBe('city:2988507');
    expect(findPlaces('paris').length).toBeGreaterThan(1);
  });

  it.each(['', ' ', '-', '|', '\t', '市', '🙂', 'constructor', 'paris2', 'par', 'zzzz', '\u0000'])(
    'finds nothing for "%s"',
    (typed) => {
      expect(findPlaces(typed)).toEqual([]);
    },
  );
});

describe('longestPlace', () => {
  it('takes the longest name that begins at the token', () => {
    expect(longestPlace(['new', 'york', 'city'], 0)).toBe(3);
    expect(longestPlace(['new', 'york', 'beach'], 0)).toBe(2);
    expect(longestPlace(['sunset', 'in', 'st.', 'moritz'], 2)).toBe(2);
    expect(longestPlace(['zzzz', 'paris'], 0)).toBe(0);
  });

  it('does not include an empty token in a name', () => {
    expect(longestPlace(['new', '', 'york'], 0)).toBe(0);
    expect(longestPlace(['paris', ' '], 0)).toBe(1);
    expect(longestPlace([], 0)).toBe(0);
    expect(longestPlace(['paris'], 1)).toBe(0);
  });
});

describe('longestPlaceAt', () => {
  it('takes the longest name that begins at the character', () => {
    expect(longestPlaceAt('北京市的海滩', 0)).toBe(3);
    expect(longestPlaceAt('我在北京', 2)).toBe(2);
    expect(longestPlaceAt('内蒙古自治区', 0)).toBe(6);
    expect(longestPlaceAt('北莱茵-威斯特法伦的秋天', 0)).toBe(9);
    expect(longestPlaceAt('的海滩', 0)).toBe(0);
  });

  it('ignores other scripts and single characters', () => {
    expect(longestPlaceAt('paris', 0)).toBe(0);
    expect(longestPlaceAt('堺', 0)).toBe(0);
    expect(longestPlaceAt('', 0)).toBe(0);
    expect(longestPlaceAt('北京', 2)).toBe(0);
  });

  it('never extends beyond the end of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, start) => {
        expect(longestPlaceAt(text, start)).toBeLessThanOrEqual(Math.max(0, text.length - start));
      }),
    );
  });
});

describe('nameKey', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const key = nameKey(text);
        expect(nameKey(key)).toBe(key);
      }),
    );
  });
});
