import type { FaceBox } from '../domain/face.ts';
import type { GivenDate, GivenPlace, PhotoEdit } from '../domain/photo-edit.ts';

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

/** "This face is that person", for the photo of a sidecar. */
export interface SidecarFace {
  readonly name: string;
  /** As faceBoxText writes it. */
  readonly box: string;
  /** Time of the statement, ms since 1970. */
  readonly at: number;
}

/** Faces with a name, as other programs read them. */
export interface SidecarRegions {
  /** Boxes are of the upright picture. */
  readonly faces: readonly { readonly name: string; readonly box: FaceBox }[];
  /** Size in pixels and EXIF orientation of the stored picture; null where they are not known. */
  readonly picture: { readonly width: number; readonly height: number; readonly orientation: number } | null;
}

/** User data of one photo. */
export interface SidecarUserData {
  /** SHA-256 of the photo file. */
  readonly photo: Uint8Array;
  /** When it became a favourite, ms since 1970; null if it is not one. */
  readonly favourite: number | null;
  readonly corrections: readonly SidecarCorrection[];
  readonly faces: readonly SidecarFace[];
  readonly edits: readonly Omit<PhotoEdit, 'photo'>[];
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

/** What is written into a sidecar. */
export interface SidecarContent extends SidecarRecord {
  /** For other programs alone: Beachcomb reads its own statements, and these as the metadata of a photo. */
  readonly regions?: SidecarRegions | null;
  /** EXIF orientation by which the picture is upright as the user turned it; null where it was not turned. */
  readonly orientation?: number | null;
  /** When the photo was taken, where the user gave a date. */
  readonly taken?: GivenDate | null;
  /** Where it was taken, where the user gave a place. */
  readonly place?: GivenPlace | null;
}
