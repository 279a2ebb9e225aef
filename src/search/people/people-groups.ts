import type { StoredFaceGroups } from '../../store/face-groups-reader.ts';

/** The groups of a library's faces, as they were when they were made. */
export interface PeopleGroups {
  /** The group of each found face that is in one, by `faceKey`; a group keeps its number while it grows. */
  readonly groups: ReadonlyMap<string, number>;
  /** Pairs of faces whose groups may be of one person, by `faceKey`; the nearest first. */
  readonly questions: readonly (readonly [string, string])[];
}

export const NO_GROUPS: PeopleGroups = { groups: new Map(), questions: [] };

/** A face by its photo and box. That of a found face is as the network placed it, whatever the user states of it. */
export const faceKey = (face: { readonly photo: number; readonly boxText: string }): string =>
  `${face.photo} ${face.boxText}`;

/** The groups as they are shown, of those that are stored. */
export const storedPeopleGroups = ({ faces, questions }: StoredFaceGroups): PeopleGroups => ({
  groups: new Map(
    faces.flatMap((face): [string, number][] => (face.group === null ? [] : [[faceKey(face), face.group]])),
  ),
  questions: questions.map(({ one, other }) => [faceKey(one), faceKey(other)] as const),
});
