import type { FoundFaceRow, PeopleRows } from '../../store/people-reader.ts';
import { groupFaces } from './group-faces.ts';
import { faceKey, type PeopleGroups } from './people-groups.ts';
import { personKeys } from './person-keys.ts';
import { type KnownFace, photoFaces } from './photo-faces.ts';

type FoundFace = KnownFace & { readonly found: FoundFaceRow };

const isFound = (face: KnownFace): face is FoundFace => face.found !== null;

/**
 * Groups all faces of a library by what is known of them now. The result depends on the rows alone, not on the order
 * in which faces were found or statements were made.
 * @param descriptors one for each row of `rows.found`
 * @throws Error if a descriptor is missing
 */
export function groupPeople(
  rows: PeopleRows,
  descriptors: ReadonlyMap<FoundFaceRow, Float32Array>,
): PeopleGroups {
  const faces = photoFaces(rows, personKeys(rows)).filter(isFound);
  const placeOf = new Map<string, number>();
  for (const [place, face] of faces.entries()) {
    placeOf.set(faceKey(face), place);
    placeOf.set(faceKey(face.found), place);
  }
  const different = rows.different.flatMap((pair): (readonly [number, number])[] => {
    const one = placeOf.get(faceKey(pair));
    const other = placeOf.get(faceKey({ photo: pair.otherPhoto, boxText: pair.otherBox }));
    return one === undefined || other === undefined ? [] : [[one, other]];
  });
  const toGroup = faces.map(({ photo, found, person, notPeople }) => {
    const descriptor = descriptors.get(found);
    if (descriptor === undefined) throw new Error('A face has no descriptor.');
    return { photo, score: found.score, descriptor, person, notPeople: [...notPeople] };
  });
  const keys = faces.map(({ found }) => faceKey(found));
  const { groups, questions } = groupFaces(toGroup, different);
  return {
    groups: new Map(
      groups.flatMap((group, place): [string, number][] =>
        group === null ? [] : [[keys[place] ?? '', group]],
      ),
    ),
    questions: questions.map(({ faces: [one, other] }) => [keys[one] ?? '', keys[other] ?? ''] as const),
  };
}
