/**
 * What a person said. It is kept by the content of a photo (its hash), so that a re-index, a rename or a new
 * model loses none of it, and it is stronger than what the network said.
 */

/** "This is" or "this is not" a label, of one photo. */
export interface Correction {
  /** SHA-256 of the file's bytes. */
  readonly photo: Uint8Array;
  /** A label's key: of the vocabulary, or of an own label. */
  readonly label: string;
  readonly says: boolean;
  /** When it was said, ms since 1970. */
  readonly at: number;
}

/** A label that a person made: "Rex", "our garden". Its examples are the corrections with its key. */
export interface CustomLabel {
  /** See customLabelKey; its number is never used again. */
  readonly key: string;
  readonly name: string;
  readonly at: number;
}

/** The key of an own label by its number. */
export const customLabelKey = (id: number): string => `own:${id}`;

/** Whether a key is an own label's. None of the vocabulary has a colon. */
export const isCustomLabel = (key: string): boolean => key.startsWith('own:');

/** Photos put together by hand, or by a search that is asked again whenever the album is opened. */
export interface Album {
  readonly id: number;
  readonly name: string;
  /** The search text; null for an album by hand. */
  readonly search: string | null;
  /** Hashes of the photos put in by hand, in their order. */
  readonly photos: readonly Uint8Array[];
  readonly at: number;
}

/** A search that a person wants to keep. */
export interface SavedSearch {
  readonly text: string;
  readonly at: number;
}

/** Everything that a person said, as it is exported and read back. */
export interface UserData {
  readonly corrections: readonly Correction[];
  readonly customLabels: readonly CustomLabel[];
  readonly favourites: readonly { readonly photo: Uint8Array; readonly at: number }[];
  readonly albums: readonly Album[];
  readonly savedSearches: readonly SavedSearch[];
}
