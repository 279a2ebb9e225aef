import { cleanText } from '../../../src/domain/clean-text.ts';
import { MEMORY_EXCLUSION_KINDS } from '../../../src/domain/memory.ts';
import { DATE_PRECISIONS } from '../../../src/domain/metadata.ts';
import type { PhotoEdit } from '../../../src/domain/photo-edit.ts';
import { ALBUM_ORDERS, type UserData } from '../../../src/domain/user-data.ts';
import fc from '../../support/properties.ts';

/** Plain objects, as stored in the library. */
export const record = <Model>(
  model: {
    [Key in keyof Model]: fc.Arbitrary<Model[Key]>;
  },
) => fc.record<Model>(model, { noNullPrototype: true });

export const anyHash = fc.uint8Array({ minLength: 32, maxLength: 32 });
/** Only two photos, so that both sides refer to the same ones. */
const fewHashes = fc.constantFrom(new Uint8Array(32), new Uint8Array(32).fill(0xff));
export const anyTime = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
/** Any valid name. */
export const anyName = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 250 })
  .map((text) => cleanText(text))
  .filter((text) => text !== '');
const fewNames = fc.constantFrom('Rex', 'rex', 'Caf\u00e9', 'cafe\u0301', 'Garten');

/** Any edit of a photo, without the photo. */
export const anyEdit: fc.Arbitrary<Pick<PhotoEdit, 'field' | 'value'>> = fc.oneof(
  fc.constantFrom(90, 180, 270).map((turn) => ({ field: 'turn' as const, value: JSON.stringify(turn) })),
  fc
    .tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -180, max: 180 }))
    .map(([latitude, longitude]) => ({
      field: 'place' as const,
      value: JSON.stringify({ latitude, longitude }),
    })),
  fc.nat(5).map((rating) => ({ field: 'rating' as const, value: JSON.stringify(rating) })),
  fc.constant({ field: 'hidden' as const, value: 'true' }),
  record({
    local: fc.constantFrom('1954-01-01T00:00:00', '2019-06-15T12:30:59'),
    precision: fc.constantFrom(...DATE_PRECISIONS),
    offset: fc.option(fc.integer({ min: -840, max: 840 })),
  }).map((date) => ({ field: 'taken' as const, value: JSON.stringify(date) })),
);

/** @param few draws from a few photos, names and times, so that two values overlap */
export function anyUserData(few: boolean): fc.Arbitrary<UserData> {
  const photo = few ? fewHashes : anyHash;
  const name = few ? fewNames : anyName;
  const at = few ? fc.integer({ min: 0, max: 3 }) : anyTime;
  const search = fc.option(few ? fc.constantFrom('dog', 'dog 2019') : anyName, { nil: null });
  const label = fc.constantFrom('dog', 'crane-bird', 'constructor', 'own:1', 'own:2');
  const list = { maxLength: few ? 6 : 10 };
  return record({
    corrections: fc.array(record({ photo, label, applies: fc.boolean(), at }), list),
    customLabels: fc.uniqueArray(record({ key: fc.nat(5).map((n) => `own:${n}`), name, at }), {
      ...list,
      selector: ({ key }) => key,
    }),
    favourites: fc.array(record({ photo, at }), list),
    albums: fc.uniqueArray(
      record({
        id: fc.nat(9),
        name,
        search,
        at,
        photos: fc.array(photo, { maxLength: 4 }),
        order: fc.option(fc.constantFrom(...ALBUM_ORDERS)),
        cover: fc.option(photo),
      }),
      { ...list, selector: ({ id }) => id },
    ),
    savedSearches: fc.array(record({ text: name, at }), list),
    photoEdits: fc.array(
      anyEdit.chain((edit) => record({ photo, at }).map((of) => ({ ...of, ...edit }))),
      list,
    ),
    declinedImports: fc.array(
      record({
        photo: fc.option(photo),
        what: fc.constantFrom('favourite' as const, 'album:trip' as const),
        at,
      }),
      list,
    ),
    memoryExclusions: fc.array(
      record({ kind: fc.constantFrom(...MEMORY_EXCLUSION_KINDS), value: name, at }),
      list,
    ),
  });
}
