import type { MemoryExclusion } from './memory.ts';
import type { PhotoEdit } from './photo-edit.ts';

/**
 * User data. It is stored by the content hash of a photo, so that a re-index, a rename or a new network loses none of
 * it, and it takes precedence over predictions.
 */

/** "This is" or "this is not" for one label of one photo. */
export interface Correction {
  /** SHA-256 of the file's bytes. */
  readonly photo: Uint8Array;
  /** Key of a label of the vocabulary or of a custom label. */
  readonly label: string;
  /** Whether the photo shows the label. */
  readonly applies: boolean;
  /** Time of the correction, ms since 1970. */
  readonly at: number;
}

/** A label created by the user ("Rex", "our garden"). Its examples are the corrections with its key. */
export interface CustomLabel {
  /** See customLabelKey; the id is never reused. */
  readonly key: string;
  readonly name: string;
  readonly at: number;
}

/** Key of the custom label with this id. */
export const customLabelKey = (id: number): string => `own:${id}`;

/** Whether a key belongs to a custom label. No key of the vocabulary has a colon. */
export const isCustomLabel = (key: string): boolean => key.startsWith('own:');

/** Orders of the photos of an album: by date, or as the user put them. */
export const ALBUM_ORDERS = ['oldest', 'newest', 'hand'] as const;
export type AlbumOrder = (typeof ALBUM_ORDERS)[number];

/** An order as it is kept; null for none, or one of a newer version. */
export const albumOrder = (kept: unknown): AlbumOrder | null =>
  ALBUM_ORDERS.find((order) => order === kept) ?? null;

/** The order of an album of which none was chosen: a story from its beginning, a search by what is new. */
export const usualOrder = (search: string | null): AlbumOrder => (search === null ? 'oldest' : 'newest');

/** An album filled by hand, or by a search that runs whenever the album is opened. */
export interface Album {
  readonly id: number;
  readonly name: string;
  /** Search text; null for an album filled by hand. */
  readonly search: string | null;
  /** Hashes of the photos added by hand, in order. */
  readonly photos: readonly Uint8Array[];
  /** Null: see usualOrder. */
  readonly order: AlbumOrder | null;
  /** Hash of the photo that was chosen for its cover. */
  readonly cover: Uint8Array | null;
  readonly at: number;
}

/** A search that the user saved. */
export interface SavedSearch {
  readonly text: string;
  readonly at: number;
}

/** What another program states of a photo and the user declined, so that it does not come back with the next index run. */
export interface DeclinedImport {
  /** Null: of all photos. */
  readonly photo: Uint8Array | null;
  /** Its mark as a favourite, or that it is in an album, by the key of its name. */
  readonly what: 'favourite' | `album:${string}`;
  readonly at: number;
}

/** All user data, as it is exported and imported. */
export interface UserData {
  readonly corrections: readonly Correction[];
  readonly customLabels: readonly CustomLabel[];
  readonly favourites: readonly { readonly photo: Uint8Array; readonly at: number }[];
  readonly albums: readonly Album[];
  readonly savedSearches: readonly SavedSearch[];
  readonly photoEdits: readonly PhotoEdit[];
  readonly memoryExclusions: readonly MemoryExclusion[];
  readonly declinedImports: readonly DeclinedImport[];
}

/** Under which number the rows of each list are counted when an export was imported; null: they are not. */
const RESTORED_AS = {
  corrections: 'corrections',
  customLabels: 'customLabels',
  favourites: 'favourites',
  albums: 'albums',
  savedSearches: null,
  photoEdits: 'edits',
  memoryExclusions: 'memoryExclusions',
  declinedImports: null,
} as const satisfies Record<keyof UserData, string | null>;
/** The lists whose rows are counted when an export was imported. */
export type CountedUserData = {
  [K in keyof UserData]: (typeof RESTORED_AS)[K] extends null ? never : K;
}[keyof UserData];
/** The numbers of what an import changed: lists of user data, people, folders, and entries that could not be read. */
export type RestoredCount =
  | Exclude<(typeof RESTORED_AS)[keyof UserData], null>
  | 'people'
  | 'skipped'
  | 'foldersAdded'
  | 'foldersKept';
