import type { QueryField } from './query.ts';

/** Kinds of what suggestions offer. */
export const SUGGESTION_KINDS = [
  'label',
  'own-label',
  'place',
  'camera',
  'lens',
  'keyword',
  'person',
  'folder',
  'album',
  'saved',
  'recent',
  'field',
] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

interface SuggestionRow {
  /** The field that it is written with, because its name alone could be read as something else; null: it is not. */
  readonly field: QueryField | null;
  /** What a misspelling may have meant: its texts with plurals, as they are, the brand they begin with, or nothing. */
  readonly spelling: 'plural' | 'whole' | 'brand' | 'none';
  /** The user named it, here or in the files: a misspelling means it before any word of a dictionary. */
  readonly isOwn: boolean;
  /** Whether it is suggested only where the library has photos of it. */
  readonly needsPhotos: boolean;
  /** Whether the most common of it are suggested before anything is typed. */
  readonly isUnasked: boolean;
}

/** One row for each kind of suggestion. */
export const SUGGESTIONS: Readonly<Record<SuggestionKind, SuggestionRow>> = {
  label: { field: null, spelling: 'plural', isOwn: false, needsPhotos: true, isUnasked: true },
  'own-label': { field: null, spelling: 'plural', isOwn: true, needsPhotos: true, isUnasked: true },
  place: { field: null, spelling: 'whole', isOwn: false, needsPhotos: true, isUnasked: true },
  camera: { field: 'camera', spelling: 'brand', isOwn: false, needsPhotos: true, isUnasked: false },
  lens: { field: 'lens', spelling: 'none', isOwn: false, needsPhotos: true, isUnasked: false },
  keyword: { field: 'keyword', spelling: 'plural', isOwn: true, needsPhotos: true, isUnasked: false },
  person: { field: null, spelling: 'whole', isOwn: true, needsPhotos: true, isUnasked: false },
  folder: { field: 'folder', spelling: 'none', isOwn: true, needsPhotos: true, isUnasked: false },
  album: { field: 'album', spelling: 'whole', isOwn: true, needsPhotos: true, isUnasked: false },
  saved: { field: null, spelling: 'none', isOwn: false, needsPhotos: false, isUnasked: false },
  recent: { field: null, spelling: 'none', isOwn: false, needsPhotos: false, isUnasked: false },
  field: { field: null, spelling: 'none', isOwn: false, needsPhotos: false, isUnasked: false },
};
