/** "This is" or "this is not" a label, for the photo of a sidecar. */
export interface SidecarCorrection {
  /** Key of a label; for a custom label, the key in the library that wrote the sidecar. */
  readonly label: string;
  /** Name of the label when it was written; it identifies a custom label. */
  readonly name: string;
  readonly applies: boolean;
  /** Time of the correction, ms since 1970. */
  readonly at: number;
}

/** User data of one photo. */
export interface SidecarUserData {
  /** SHA-256 of the photo file. */
  readonly photo: Uint8Array;
  /** When it became a favourite, ms since 1970; null if it is not one. */
  readonly favourite: number | null;
  readonly corrections: readonly SidecarCorrection[];
}

/** Content of a sidecar. Texts are cleaned by `cleanText`, unique and not empty. */
export interface SidecarRecord {
  /** Keywords (`dc:subject`). */
  readonly keywords: readonly string[];
  /** The same keywords with their broader ones, broadest first: `['Animal', 'Dog', 'Rex']`. */
  readonly paths: readonly (readonly string[])[];
  /** 1 to 5 stars; -1 for rejected; null if not rated. */
  readonly rating: number | null;
  /** Null in a sidecar that Beachcomb never wrote. */
  readonly userData: SidecarUserData | null;
}
