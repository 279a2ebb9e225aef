import { createHash } from 'node:crypto';
import type { GroupedFaceRow, StoredFaceGroups } from '../../store/face-groups-reader.ts';
import type { FoundFaceRow, PeopleRows } from '../../store/people-reader.ts';
import { type FaceToGroup, groupFaces, placingOrder } from './group-faces.ts';
import { keepNumbers } from './keep-numbers.ts';
import { faceKey } from './people-groups.ts';
import { personKeys } from './person-keys.ts';
import { type KnownFace, photoFaces } from './photo-faces.ts';

type FoundFace = KnownFace & { readonly found: FoundFaceRow };

const isFound = (face: KnownFace): face is FoundFace => face.found !== null;

/** A face begins a group from this score on, and from so many pixels: smaller ones were not measured by the model's card. */
const [SURE_FACE, LEAST_HEIGHT] = [0.9, 43];

/**
 * Groups all faces of a library by what is known of them now. Who is in a group depends on the rows alone, not on the
 * order in which faces were found or statements were made, nor on the grouping before: that saves time, and gives the
 * numbers of groups.
 * @param descriptors one for each row of `rows.found`
 * @param before the grouping before
 * @param state of the library that the rows are of
 * @throws Error if a descriptor is missing
 */
export function groupPeople(
  rows: PeopleRows,
  descriptors: ReadonlyMap<FoundFaceRow, Float32Array>,
  before: StoredFaceGroups,
  state: string,
): StoredFaceGroups & { readonly state: string } {
  const faces = photoFaces(rows, personKeys(rows)).filter(isFound);
  const different = differentPairs(faces, rows);
  const stated = statedOf(faces, different);
  const toGroup = faces.map(({ photo, found, person, notPeople }) => {
    const descriptor = descriptors.get(found);
    if (descriptor === undefined) throw new Error('A face has no descriptor.');
    const mayFound = found.score >= SURE_FACE && found.height >= LEAST_HEIGHT;
    return { photo, mayFound, descriptor, person, notPeople: [...notPeople] };
  });
  const placed = placedBefore(faces, toGroup, stated, before);
  const { seeds, groups, questions } = groupFaces(toGroup, different, placed);
  const { numbers, next } = keepNumbers(
    faces.map(({ found }) => faceKey(found)),
    groups,
    before,
  );
  const rowOf = ({ found, person }: FoundFace, at: number): GroupedFaceRow => ({
    photo: found.photo,
    boxText: found.boxText,
    group: numbers[at] ?? null,
    seed: seeds[at] ?? null,
    isKnown: person !== null,
    stated: stated[at] ?? '',
  });
  const place = (at: number) => {
    const { photo, boxText } = (faces[at] as FoundFace).found;
    return { photo, boxText };
  };
  return {
    faces: faces.map(rowOf),
    questions: questions.map(({ faces: [one, other] }) => ({ one: place(one), other: place(other) })),
    state,
    next,
  };
}

/** Pairs of faces that the user told apart, by their places in the list. */
function differentPairs(faces: readonly FoundFace[], rows: PeopleRows): (readonly [number, number])[] {
  const placeOf = new Map<string, number>();
  for (const [place, face] of faces.entries()) {
    placeOf.set(faceKey(face), place);
    placeOf.set(faceKey(face.found), place);
  }
  return rows.different.flatMap((pair): (readonly [number, number])[] => {
    const one = placeOf.get(faceKey(pair));
    const other = placeOf.get(faceKey({ photo: pair.otherPhoto, boxText: pair.otherBox }));
    return one === undefined || other === undefined ? [] : [[one, other]];
  });
}

/** Everything beside its descriptor that decides where a face is placed, as a hash. */
function statedOf(
  faces: readonly FoundFace[],
  different: readonly (readonly [number, number])[],
): readonly string[] {
  const foes = new Map<number, string[]>();
  for (const [a, b] of different)
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      foes.set(one, [...(foes.get(one) ?? []), faceKey((faces[other] as FoundFace).found)]);
  return faces.map(({ person, notPeople }, at) => {
    const apart = foes.get(at) ?? [];
    if (person === null && notPeople.size === 0 && apart.length === 0) return '';
    const all = JSON.stringify([person, [...notPeople].sort(), apart.sort()]);
    return createHash('sha256').update(all).digest('hex').slice(0, 16);
  });
}

/** The seeds of the faces that begin the order of placing as they did before. */
function placedBefore(
  faces: readonly FoundFace[],
  toGroup: readonly FaceToGroup[],
  stated: readonly string[],
  before: StoredFaceGroups,
): number[] {
  if (before.state === null) return [];
  const first = (row: GroupedFaceRow): number => (row.isKnown ? 0 : 1);
  // By photo and box within both kinds, as they were listed.
  const rows = before.faces.filter(({ seed }) => seed !== null).sort((a, b) => first(a) - first(b));
  const placed: number[] = [];
  for (const [nth, at] of placingOrder(toGroup).entries()) {
    const [row, face] = [rows[nth], faces[at] as FoundFace];
    if (row === undefined || row.seed === null || faceKey(row) !== faceKey(face.found)) break;
    if (row.stated !== stated[at] || row.isKnown !== (face.person !== null)) break;
    placed.push(row.seed);
  }
  return placed;
}
