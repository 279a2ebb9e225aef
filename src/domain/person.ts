/** A person that the user named, or made of groups without naming them. */
export interface PersonData {
  /** The same in every copy of the library. */
  readonly uid: string;
  /** Empty: not named yet. */
  readonly name: string;
  readonly isHidden: boolean;
  /** YYYY-MM-DD */
  readonly birthday: string | null;
  readonly cover: FacePlace | null;
  /** Faces that are this person, and faces that are not. */
  readonly faces: readonly (FacePlace & { readonly applies: boolean; readonly at: number })[];
  readonly at: number;
}

/** A face as user data names it. */
export interface FacePlace {
  /** SHA-256 of the photo's file. */
  readonly photo: Uint8Array;
  /** As faceBoxText writes it. */
  readonly box: string;
}

/** All that the user states of people and faces. */
export interface PeopleData {
  readonly people: readonly PersonData[];
  readonly notFaces: readonly (FacePlace & { readonly at: number })[];
  readonly differentFaces: readonly {
    readonly one: FacePlace;
    readonly other: FacePlace;
    readonly at: number;
  }[];
}
