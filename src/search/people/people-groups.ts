/** The groups of a library's faces, as they were when they were made. */
export interface PeopleGroups {
  /** The group of each found face that is in one, by `foundFaceKey`. */
  readonly groups: ReadonlyMap<string, number>;
  /** Pairs of faces whose groups may be of one person, by `foundFaceKey`; the nearest first. */
  readonly questions: readonly (readonly [string, string])[];
}

export const NO_GROUPS: PeopleGroups = { groups: new Map(), questions: [] };

/** A found face as the network placed it: it stays the same whatever the user says of the face. */
export const foundFaceKey = (face: { readonly photo: number; readonly boxText: string }): string =>
  `${face.photo} ${face.boxText}`;
