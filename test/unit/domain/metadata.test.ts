import { expect, it } from 'vitest';
import { METADATA_FIELDS, METADATA_VERSION } from '../../../src/domain/metadata.ts';

/** The fields that a library of METADATA_VERSION 3 was read with: it is read again for any other, by a higher version. */
const OF_VERSION_3 =
  'takenAt camera lens location keywords rating caption placeNames people durationMs codec contentId motionAt motionBytes'.split(
    ' ',
  );

it('a field that version 3 did not read has a later version, for which older libraries are read again', () => {
  const added = Object.entries(METADATA_FIELDS).filter(([field]) => !OF_VERSION_3.includes(field));
  expect(added.filter(([, { version }]) => version <= 3)).toEqual([]);
  expect(METADATA_VERSION).toBeGreaterThanOrEqual(3);
});
