/** Fields that a search can name, as in `camera:nikon`. */
export const QUERY_FIELDS = [
  'label',
  'in',
  'meaning',
  'text',
  'similar',
  'album',
  'type',
  'folder',
  'name',
  'camera',
  'lens',
  'keyword',
  'rating',
  'is',
  'date',
] as const;
export type QueryField = (typeof QUERY_FIELDS)[number];

/** A piece of the search text: UTF-16 units from `start` up to `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A search text by its form alone, before any word is understood. See src/search/grammar.md. */
export type Query =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query; readonly span: Span }
  | { readonly kind: 'word'; readonly text: string; readonly quoted: boolean; readonly span: Span }
  | { readonly kind: 'field'; readonly field: QueryField; readonly value: string; readonly span: Span };

/**
 * A time of the day, `HH:mm` each: `from` included, `to` not. Over midnight where `from` is the later one; the
 * hours after midnight then belong to the day before ("Saturday night" ends on Sunday).
 */
export interface TimeOfDay {
  readonly from: string;
  readonly to: string;
}

/** What comes back every week or every day: a photo must match both. */
export interface Recurring {
  /** Days of the week, 0 (Sunday) to 6 (Saturday), in rising order; every day where absent. */
  readonly weekdays?: readonly number[];
  /** Any time where absent. Where only the day of a photo is known, it matches no time of the day. */
  readonly timeOfDay?: TimeOfDay;
}

/** A time span on the wall clock, both ends included, each `YYYY-MM-DDTHH:mm:ss`; within it only what recurs. */
export interface DateSpan extends Recurring {
  readonly from: string;
  readonly to: string;
}

/** The same days of every year, both ends included, each `MM-DD`; over the turn of the year where from > to. */
export interface YearlySpan extends Recurring {
  readonly yearlyFrom: string;
  readonly yearlyTo: string;
  /** Years in which the days begin, both included; every year where absent. */
  readonly years?: { readonly first: number; readonly last: number };
}

/** Days that a text means: any of these spans. Plain JSON. */
export type DateMeaning = readonly (DateSpan | YearlySpan)[];

/** What one part of the search text was understood as. */
export type Reading = Span & { readonly text: string } & (
    | { readonly as: 'label'; readonly labels: readonly string[] }
    | { readonly as: 'date'; readonly date: DateMeaning }
    /** Keys of places; any of them. */
    | { readonly as: 'place'; readonly places: readonly string[] }
    | { readonly as: 'filter'; readonly filter: Filter }
    /** Looked for in names, folders, camera, keywords and captions. */
    | { readonly as: 'text'; readonly wanted: string }
    /** Looked for among the signatures, through the sentence model. */
    | { readonly as: 'meaning'; readonly phrase: string }
    /** Photos like this one. */
    | { readonly as: 'similar'; readonly photo: number }
  );

export type Filter =
  | { readonly field: 'type'; readonly formats: readonly string[] }
  | {
      readonly field: 'folder' | 'name' | 'camera' | 'lens' | 'keyword' | 'album';
      readonly value: string;
    }
  | { readonly field: 'rating'; readonly from: number; readonly to: number }
  | { readonly field: 'is'; readonly state: PhotoState };

/** `problem` finds what is `damaged`, and alone the files that could not be read at all, which are no photos. */
export const PHOTO_STATES = [
  'unlabelled',
  'damaged',
  'problem',
  'rated',
  'dated',
  'placed',
  'favourite',
] as const;
export type PhotoState = (typeof PHOTO_STATES)[number];

/** An understood search. An empty `and` finds everything. */
export type Meaning =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Meaning[] }
  | { readonly kind: 'not'; readonly part: Meaning }
  | { readonly kind: 'reading'; readonly reading: Reading };
