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
}

/** One row for each kind of suggestion. */
export const SUGGESTIONS: Readonly<Record<SuggestionKind, SuggestionRow>> = {
  label: { field: null, spelling: 'plural' },
  'own-label': { field: null, spelling: 'plural' },
  place: { field: null, spelling: 'whole' },
  camera: { field: 'camera', spelling: 'brand' },
  lens: { field: 'lens', spelling: 'none' },
  keyword: { field: 'keyword', spelling: 'plural' },
  person: { field: null, spelling: 'whole' },
  folder: { field: 'folder', spelling: 'none' },
  album: { field: 'album', spelling: 'whole' },
  saved: { field: null, spelling: 'none' },
  recent: { field: null, spelling: 'none' },
  field: { field: null, spelling: 'none' },
};
