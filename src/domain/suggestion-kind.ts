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

/** What a box without a text offers, in this order: how many of each, and under which heading. */
export const EMPTY_BOX = {
  recent: { most: 4, heading: 'recent' },
  saved: { most: 4, heading: 'saved' },
  labels: { most: 5, heading: 'common' },
  places: { most: 3, heading: 'common' },
} as const;
type EmptyBoxPart = keyof typeof EMPTY_BOX;
export const EMPTY_BOX_PARTS = Object.keys(EMPTY_BOX) as EmptyBoxPart[];
/** How many an empty box offers at most. */
export const MOST_UNASKED = Object.values(EMPTY_BOX).reduce((sum, { most }) => sum + most, 0);
export type SuggestionHeading = (typeof EMPTY_BOX)[EmptyBoxPart]['heading'];

interface SuggestionRow {
  /** The field that it is written with, because its name alone could be read as something else; null: it is not. */
  readonly field: QueryField | null;
  /** What a misspelling may have meant: its texts with plurals, as they are, the brand they begin with, or nothing. */
  readonly spelling: 'plural' | 'whole' | 'brand' | 'none';
  /** The user named it, here or in the files: a misspelling means it before any word of a dictionary. */
  readonly isOwn: boolean;
  /** Whether it is suggested only where the library has photos of it. */
  readonly needsPhotos: boolean;
  /** With which part of an empty box it is suggested before anything is typed: searches as they are kept, of others the most common; null: it is not. */
  readonly unasked: EmptyBoxPart | null;
  /**
   * What choosing it does. A `word` takes the place of what was typed, a `search` that of the whole text. A `field` is
   * a word that a value follows. An `album` is opened where nothing else is typed, else it is a word.
   */
  readonly choice: 'word' | 'search' | 'field' | 'album';
}

/** One row for each kind of suggestion. */
export const SUGGESTIONS: Readonly<Record<SuggestionKind, SuggestionRow>> = {
  label: {
    field: null,
    spelling: 'plural',
    isOwn: false,
    needsPhotos: true,
    unasked: 'labels',
    choice: 'word',
  },
  'own-label': {
    field: null,
    spelling: 'plural',
    isOwn: true,
    needsPhotos: true,
    unasked: 'labels',
    choice: 'word',
  },
  place: {
    field: null,
    spelling: 'whole',
    isOwn: false,
    needsPhotos: true,
    unasked: 'places',
    choice: 'word',
  },
  camera: {
    field: 'camera',
    spelling: 'brand',
    isOwn: false,
    needsPhotos: true,
    unasked: null,
    choice: 'word',
  },
  lens: { field: 'lens', spelling: 'none', isOwn: false, needsPhotos: true, unasked: null, choice: 'word' },
  keyword: {
    field: 'keyword',
    spelling: 'plural',
    isOwn: true,
    needsPhotos: true,
    unasked: null,
    choice: 'word',
  },
  person: { field: null, spelling: 'whole', isOwn: true, needsPhotos: true, unasked: null, choice: 'word' },
  folder: {
    field: 'folder',
    spelling: 'none',
    isOwn: true,
    needsPhotos: true,
    unasked: null,
    choice: 'word',
  },
  album: {
    field: 'album',
    spelling: 'whole',
    isOwn: true,
    needsPhotos: true,
    unasked: null,
    choice: 'album',
  },
  saved: {
    field: null,
    spelling: 'none',
    isOwn: false,
    needsPhotos: false,
    unasked: 'saved',
    choice: 'search',
  },
  recent: {
    field: null,
    spelling: 'none',
    isOwn: false,
    needsPhotos: false,
    unasked: 'recent',
    choice: 'search',
  },
  field: { field: null, spelling: 'none', isOwn: false, needsPhotos: false, unasked: null, choice: 'field' },
};
