import { describe, expect, it } from 'vitest';
import { peopleFromSidecars } from '../../../src/transfer/people-from-sidecars.ts';
import type { SidecarCorrection, SidecarFace, SidecarRecord } from '../../../src/transfer/sidecar-record.ts';
import { userDataFromSidecars } from '../../../src/transfer/user-data-from-sidecars.ts';

const A = new Uint8Array(32).fill(1);
const B = new Uint8Array(32).fill(2);
const sidecar = (
  photo: Uint8Array,
  favourite: number | null,
  corrections: SidecarCorrection[],
  faces: SidecarFace[] = [],
): SidecarRecord => ({
  keywords: ['holiday'],
  paths: [],
  rating: 3,
  userData: { photo, favourite, corrections, faces, edits: [] },
});

describe('user data from sidecars', () => {
  it('identifies custom labels by name, because two libraries may use the same key', () => {
    const userData = userDataFromSidecars([
      sidecar(A, 9, [
        { label: 'own:1', name: 'Rex', applies: true, at: 5 },
        { label: 'cat', name: 'Cat', applies: false, at: 6 },
      ]),
      sidecar(B, null, [
        { label: 'own:1', name: 'Garden', applies: true, at: 3 },
        { label: 'own:8', name: 'Rex', applies: false, at: 4 },
      ]),
    ]);
    expect(userData).toEqual({
      customLabels: [
        { key: 'own:2', name: 'Garden', at: 3 },
        { key: 'own:1', name: 'Rex', at: 4 },
      ],
      corrections: [
        { photo: A, label: 'cat', applies: false, at: 6 },
        { photo: A, label: 'own:1', applies: true, at: 5 },
        { photo: B, label: 'own:1', applies: false, at: 4 },
        { photo: B, label: 'own:2', applies: true, at: 3 },
      ],
      favourites: [{ photo: A, at: 9 }],
      albums: [],
      savedSearches: [],
      photoEdits: [],
      memoryExclusions: [],
      declinedImports: [],
    });
  });

  it('is empty for keywords and ratings of other programs', () => {
    const userData = userDataFromSidecars([
      { keywords: ['dog'], paths: [['dog']], rating: 5, userData: null },
    ]);
    expect(Object.values(userData).flat()).toEqual([]);
  });
});

describe('people from sidecars', () => {
  it('are one for each name, with the faces of all photos', () => {
    const face = (name: string, at: number): SidecarFace => ({ name, box: '0,0,100,200', at });
    const { people } = peopleFromSidecars([
      sidecar(A, null, [], [face('Anna', 5), face('Ben', 4)]),
      sidecar(B, null, [], [face('Anna', 3)]),
      { keywords: ['Anna'], paths: [], rating: null, userData: null },
    ]);
    expect(people).toMatchObject([
      {
        name: 'Anna',
        at: 3,
        faces: [
          { photo: A, box: '0,0,100,200', applies: true, at: 5 },
          { photo: B, applies: true, at: 3 },
        ],
      },
      { name: 'Ben', faces: [{ photo: A }] },
    ]);
  });
});
