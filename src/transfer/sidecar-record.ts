/** "This is" or "this is not", of the photo that a sidecar belongs to. */
export interface SidecarCorrection {
  /** A label's key; of an own label the key in the library that wrote it. */
  readonly label: string;
  /** The label's name when it was written: it tells what an own label's key means. */
  readonly name: string;
  readonly says: boolean;
  /** When it was said, ms since 1970. */
  readonly at: number;
}

/** What a person said of one photo in Beachcomb. */
export interface SidecarUserData {
  /** SHA-256 of the photo's bytes. */
  readonly photo: Uint8Array;
  /** When it became a favourite, ms since 1970; null for no favourite. */
  readonly favourite: number | null;
  readonly answers: readonly SidecarCorrection[];
}

/** What a sidecar says of a photo. Texts are as `cleanText` leaves them, none twice, none empty. */
export interface SidecarRecord {
  /** Words that other programs find it by (`dc:subject`). */
  readonly keywords: readonly string[];
  /** The same words below their broader ones, broadest first: `['Animal', 'Dog', 'Rex']`. */
  readonly paths: readonly (readonly string[])[];
  /** 1 to 5 stars; -1 is rejected; null for not rated. */
  readonly rating: number | null;
  /** Null in a sidecar that Beachcomb had no part in. */
  readonly userData: SidecarUserData | null;
}
