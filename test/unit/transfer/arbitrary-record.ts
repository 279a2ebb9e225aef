import type { SidecarRecord } from '../../../src/transfer/sidecar-record.ts';
import fc from '../../support/properties.ts';
import { anyEdit, anyHash, anyName, anyTime, record } from './arbitrary-user-data.ts';

const anyPart = anyName.map((name) => name.replaceAll('|', '/'));

/** Any record that `readXmp` can return. */
export const anyRecord: fc.Arbitrary<SidecarRecord> = record<SidecarRecord>({
  keywords: fc.uniqueArray(anyName, { maxLength: 5 }),
  paths: fc.uniqueArray(fc.array(anyPart, { minLength: 1, maxLength: 3 }), {
    maxLength: 5,
    selector: (path) => path.join('|'),
  }),
  rating: fc.constantFrom(null, -1, 1, 2, 3, 4, 5),
  userData: fc.option(
    record({
      photo: anyHash,
      favourite: fc.option(anyTime),
      corrections: fc.array(
        record({
          label: fc.constantFrom('dog', 'own:7', 'crane-bird'),
          name: anyName,
          applies: fc.boolean(),
          at: anyTime,
        }),
        { maxLength: 4 },
      ),
      faces: fc.array(
        record({ name: anyName, box: fc.constantFrom('0,0,100,200', '5,6,65535,65535'), at: anyTime }),
        { maxLength: 3 },
      ),
      edits: fc.array(
        anyEdit.chain((edit) => anyTime.map((at) => ({ ...edit, at }))),
        { maxLength: 3 },
      ),
    }),
  ),
});
