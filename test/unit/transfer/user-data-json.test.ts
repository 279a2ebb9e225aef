import { describe, expect, it } from 'vitest';
import { givenName, keptSearch } from '../../../src/api/contract/primitives.ts';
import type { UserData } from '../../../src/domain/user-data.ts';
import { inOrder } from '../../../src/transfer/in-order.ts';
import { readExport } from '../../../src/transfer/read-export.ts';
import { type ReadUserData, userDataFromJson } from '../../../src/transfer/user-data-from-json.ts';
import { userDataToJson } from '../../../src/transfer/user-data-to-json.ts';
import fc from '../../support/properties.ts';
import { anyUserData } from './arbitrary-user-data.ts';

const AT = new Date('2024-06-01T12:00:00Z');
const HASH = 'ab'.repeat(32);
const NOTHING: UserData = {
  corrections: [],
  customLabels: [],
  favourites: [],
  albums: [],
  savedSearches: [],
  photoEdits: [],
  memoryExclusions: [],
  declinedImports: [],
};

const readBack = (text: string): ReadUserData => userDataFromJson(readExport(text));
const whole = (userData: UserData): ReadUserData => ({ userData, skipped: [] });

/** An export with one change. */
const written = (changed: object): string =>
  JSON.stringify({
    program: 'Beachcomb',
    form: 1,
    at: AT.toISOString(),
    ...NOTHING,
    ownLabels: [],
    ...changed,
  });

describe('user data as JSON', () => {
  it('restores exactly the exported user data', () => {
    fc.assert(
      fc.property(anyUserData(false), (userData) => {
        expect(readBack(userDataToJson(userData, AT))).toStrictEqual(whole(inOrder(userData)));
      }),
    );
  });

  it('gives the same text regardless of the order of entries', () => {
    fc.assert(
      fc.property(anyUserData(true), (userData) => {
        const reversed = {
          corrections: userData.corrections.toReversed(),
          customLabels: userData.customLabels.toReversed(),
          favourites: userData.favourites.toReversed(),
          albums: userData.albums.toReversed(),
          savedSearches: userData.savedSearches.toReversed(),
          photoEdits: userData.photoEdits.toReversed(),
          memoryExclusions: userData.memoryExclusions.toReversed(),
          declinedImports: userData.declinedImports.toReversed(),
        };
        expect(userDataToJson(reversed, AT)).toBe(userDataToJson(userData, AT));
      }),
    );
  });

  it('has a line for each entry, hashes in hex and times in ISO 8601', () => {
    const photo = new Uint8Array(32).fill(0xab);
    const userData = { ...NOTHING, corrections: [{ photo, label: 'dog', applies: false, at: 0 }] };
    expect(userDataToJson(userData, AT)).toBe(`{
  "program": "Beachcomb",
  "form": 1,
  "at": "2024-06-01T12:00:00.000Z",
  "corrections": [
    {"photo":"${HASH}","label":"dog","says":false,"at":"1970-01-01T00:00:00.000Z"}
  ],
  "ownLabels": [],
  "favourites": [],
  "albums": [],
  "savedSearches": [],
  "photoEdits": [],
  "memoryExclusions": [],
  "declinedImports": []
}
`);
  });

  it('accepts unknown fields of later versions, a byte order mark, and times of other time zones', () => {
    const favourites = [{ photo: HASH.toUpperCase(), at: '2024-06-01T14:00:00+02:00', mood: 'happy' }];
    expect(readBack(`\uFEFF${written({ favourites, people: ['Ada'] })}`)).toStrictEqual(
      whole({
        ...NOTHING,
        favourites: [{ photo: new Uint8Array(32).fill(0xab), at: AT.getTime() }],
      }),
    );
  });

  const at = AT.toISOString();
  const correction = { photo: HASH, label: 'dog', says: true, at };
  it.each([
    ['', /^This file is not valid JSON: /],
    [userDataToJson(NOTHING, AT).slice(0, -9), /^This file is not valid JSON: /],
    ['[]', 'This file is not an export of Beachcomb.'],
    ['null', 'This file is not an export of Beachcomb.'],
    [written({ program: 'digiKam' }), 'This file is not an export of Beachcomb.'],
    [written({ form: '1' }), 'This file is not an export of Beachcomb.'],
    [
      written({ form: 2, corrections: 'otherwise' }),
      'This file was written by a newer Beachcomb (version 2); this one reads version 1. Update Beachcomb to read it.',
    ],
    ['x'.repeat(200_000_001), 'This file is too large to be an export of Beachcomb (200 MB).'],
    ['['.repeat(5_000_000), /^This file is not valid JSON: /],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'This file is not an export of Beachcomb.'],
  ])('is rejected as a whole, with the error and its position (%#)', (text, sentence) => {
    expect(() => readBack(text)).toThrow(
      expect.objectContaining({
        kind: 'bad-request',
        message: typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
      }),
    );
  });

  it.each([
    [written({ albums: undefined }), 'albums: a list is expected'],
    [
      written({ corrections: [correction, { ...correction, photo: 'ab' }] }),
      'corrections[1].photo: 64 hexadecimal digits are expected',
    ],
    [
      written({ corrections: [{ ...correction, says: 'yes' }] }),
      'corrections[0].says: true or false is expected',
    ],
    [
      written({ corrections: [{ ...correction, at: 'yesterday' }] }),
      'corrections[0].at: a time such as 2024-06-01T12:00:00.000Z is expected',
    ],
    [
      written({ corrections: [{ ...correction, at: '2024-02-30T12:00:00Z' }] }),
      'corrections[0].at: a time such as 2024-06-01T12:00:00.000Z is expected',
    ],
    [
      written({ corrections: [{ ...correction, label: '../etc' }] }),
      'corrections[0].label: this is no key of a label',
    ],
    [
      written({ corrections: [{ ...correction, label: 'a'.repeat(1_000_000) }] }),
      'corrections[0].label: this is too long for the key of a label',
    ],
    [
      written({ ownLabels: [{ key: 'dog', name: 'Rex', at }] }),
      'ownLabels[0].key: this is no key of an own label',
    ],
    [written({ ownLabels: [{ key: 'own:1', name: '\0\u202E ', at }] }), 'ownLabels[0].name: this is empty'],
    [
      written({ ownLabels: ['Rex', 'Tom'].map((name) => ({ key: 'own:1', name, at })) }),
      'ownLabels: two of them are own:1',
    ],
    [
      written({ albums: [{ id: 0.5, name: 'Nice', search: null, photos: [], at }] }),
      'albums[0].id: a whole number is expected',
    ],
    [
      written({ albums: [{ id: 1, name: 'Nice', search: null, photos: [HASH, 7], at }] }),
      'albums 1 photos[1]: 64 hexadecimal digits are expected',
    ],
  ])('an entry that cannot be read costs itself, and is reported (%#)', (text, place) => {
    const { userData, skipped } = readBack(
      text.replace('"savedSearches":[]', `"savedSearches":[{"text":"kept","at":"${at}"}]`),
    );
    expect(skipped).toEqual([place]);
    expect(userData.savedSearches).toEqual([{ text: 'kept', at: AT.getTime() }]);
  });

  it.each([' ', '\u200B', '\u200E\u200F', '\u2060\uFEFF', '\u00AD'])(
    'a name in which nothing can be seen is skipped, and valid in no other place either (%#)',
    (name) => {
      expect(readBack(written({ ownLabels: [{ key: 'own:1', name, at }] })).skipped).toHaveLength(1);
      expect(readBack(written({ savedSearches: [{ text: name, at }] })).skipped).toHaveLength(1);
      expect([givenName.safeParse(name).success, keptSearch.safeParse(name).success]).toEqual([false, false]);
    },
  );

  it('every name that the window may give is read back from an export unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 220 }), (text) => {
        const { data } = givenName.safeParse(text);
        if (data === undefined) return;
        const label = { key: 'own:1', name: data, at: 5 };
        const json = userDataToJson({ ...NOTHING, customLabels: [label] }, AT);
        expect(readBack(json)).toStrictEqual(whole({ ...NOTHING, customLabels: [label] }));
      }),
    );
  });

  it('removes invisible characters from names, and truncates them at 200 characters', () => {
    const names = ['Rex\0\n\u202Egpj', `${'🏖️'.repeat(200)}`, 'x'.repeat(1_000_000), 'a\uD800b', '小狗 "Rex"'];
    const customLabels = names.map((name, n) => ({ key: `own:${n}`, name, at }));
    expect(
      readBack(written({ ownLabels: customLabels })).userData.customLabels.map(({ name }) => name),
    ).toEqual(['Rex gpj', '🏖️'.repeat(100), 'x'.repeat(200), 'a\uFFFDb', '小狗 "Rex"']);
  });

  it('does not modify prototypes', () => {
    const text = written({ savedSearches: [{ text: 'dog', at }] }).replace(
      '"savedSearches":[{',
      '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"savedSearches":[{"__proto__":{"polluted":1},',
    );
    const { userData } = readBack(text);
    expect(userData).toStrictEqual({ ...NOTHING, savedSearches: [{ text: 'dog', at: AT.getTime() }] });
    expect(userData).not.toHaveProperty('polluted');
    expect(userData.savedSearches[0]).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });
});
